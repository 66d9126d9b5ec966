import type { HttpContext } from '@adonisjs/core/http'
import type { AuditActor, AuditOrigin } from './audit_origin.js'
import type { AuditFields } from './plain_fields.js'

/** What was done: `<plugin or platform>.<noun>.<verb>`, in snake_case. */
export type AuditAction = `${string}.${string}.${string}`

/** On what it was done. */
export interface AuditSubject {
  /** The kind, e.g. `release`. */
  type: string
  id: number | string
  /** How people call it, as it is to be read when it is gone. */
  label?: string
}

/** An entry to be written. */
export interface AuditRecord {
  /** A request, or an origin such as `consoleOrigin()`. */
  by: HttpContext | AuditOrigin
  action: AuditAction
  subject: AuditSubject
  /** Fields as they were; with `after`, only those that differ are kept. */
  before?: AuditFields | null
  /** Fields as they are now. */
  after?: AuditFields | null
  reason?: string | null
}

/** An entry of the log. */
export interface AuditEntry {
  id: number
  at: Date
  actor: AuditActor
  action: string
  subject: { type: string; id: string; label: string }
  ip: string | null
  requestId: string | null
  userAgent: string | null
  before: AuditFields | null
  after: AuditFields | null
  reason: string | null
}

/** Which entries to read; all that is given must hold. */
export interface AuditFilter {
  /** An action or its first parts: `downloads`, `downloads.release`. */
  action?: string
  /** Id of an account, or the name of an actor to the letter. */
  actor?: number | string
  /** A kind of thing, or one thing. */
  subject?: { type: string; id?: number | string }
  /** Not before this moment. */
  from?: Date
  /** Before this moment. */
  to?: Date
}

/** Which page of them. */
export interface AuditPageRequest extends AuditFilter {
  /** Only entries older than this one: `AuditPage#next` of the page before. */
  before?: number | null
  /** At most so many, from 1 to 100; 50 without it. */
  limit?: number
}

/** What somebody may know of the log who may not read all of it. */
export interface AuditView {
  /** Id of their account: what they did themselves. */
  actor: number
  /** Kinds of things that they look after: what anybody did to those. */
  types: readonly string[]
  /** At most so many, from 1 to 100. */
  limit: number
}

/** Entries, newest first. */
export interface AuditPage {
  entries: AuditEntry[]
  /** Hand it over as `before` for the next page; null on the last one. */
  next: number | null
}
