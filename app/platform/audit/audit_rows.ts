import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { AuditEntry, AuditFilter } from './audit_entry.js'
import type { OriginColumns } from './audit_origin.js'
import type { AuditFields } from './plain_fields.js'

/** A row of `audit_entries`, as it is read. */
export interface AuditRow extends OriginColumns {
  id: number
  at: Date
  action: string
  subject_type: string
  subject_id: string
  subject_label: string
  before: AuditFields | null
  after: AuditFields | null
  reason: string | null
}

/** The columns of it. */
export const AUDIT_COLUMNS = [
  ...['id', 'at', 'actor_id', 'actor', 'ip', 'request_id', 'user_agent', 'action'],
  ...['subject_type', 'subject_id', 'subject_label', 'before', 'after', 'reason'],
]

/**
 * Ids of the newest entries of a person, and of each of some kinds of things. Ranges of one value, and the order by it, leave
 * the planner no other way than the index of both: with `=` it may walk the whole log back for a kind that is rare.
 */
export const SEEN_BY = `
  (select id from audit_entries where actor_id between :actor and :actor order by actor_id desc, id desc limit :size)
  union all
  select latest.id from unnest(:types::text[]) as kinds (type) cross join lateral (
    select id from audit_entries where subject_type between kinds.type and kinds.type
      order by subject_type desc, id desc limit :size
  ) latest`

/** @returns the row in the platform's own terms */
export function toAuditEntry(row: AuditRow): AuditEntry {
  const { id, at, action, ip, before, after, reason } = row
  return {
    ...{ id, at, action, ip, before, after, reason },
    actor: { id: row.actor_id, name: row.actor },
    subject: { type: row.subject_type, id: row.subject_id, label: row.subject_label },
    requestId: row.request_id,
    userAgent: row.user_agent,
  }
}

/**
 * @param query - of `audit_entries`; conditions are added to it
 * @param filter - all of it must hold
 */
export function narrow(
  query: DatabaseQueryBuilderContract<AuditRow>,
  { action, actor, subject, from, to }: AuditFilter
): void {
  if (action !== undefined) {
    const prefix = `${action.replace(/[\\%_]/g, '\\$&')}.%`
    query.where((either) => either.where('action', action).orWhere('action', 'like', prefix))
  }
  if (typeof actor === 'number') query.where('actor_id', actor)
  if (typeof actor === 'string') query.where('actor', actor)
  if (subject) query.where('subject_type', subject.type)
  if (subject?.id !== undefined) query.where('subject_id', String(subject.id))
  if (from) query.where('at', '>=', from)
  if (to) query.where('at', '<', to)
}
