import type { DateTime } from 'luxon'
import type { MailSource } from './render_mail.js'

/** What staff wrote in the place of a plugin's mail. */
export interface MailOverride extends MailSource {
  key: string
  /** False while the plugin's own is sent all the same. */
  isActive: boolean
  /** Rises with every change of the words, from 1; who saves says which one they had before them. */
  version: number
  /** Name of who changed it last. */
  changedBy: string
  changedAt: DateTime
  /** Why it could not be sent although it is active, since the last change; null when it could. */
  failure: string | null
  failedAt: DateTime | null
}

/** An earlier state of an override; also of one that was removed. */
export interface MailOverrideVersion extends MailSource {
  version: number
  savedBy: string
  savedAt: DateTime
}

/** @returns true when both say the same */
export function isSame(one: MailSource, other: MailSource): boolean {
  return one.subject === other.subject && one.html === other.html && one.text === other.text
}

/** @returns what the log keeps of an override */
export function auditedFields({ subject, html, text, isActive, version }: MailOverride): Record<string, unknown> {
  return { subject, html, text, isActive, version }
}
