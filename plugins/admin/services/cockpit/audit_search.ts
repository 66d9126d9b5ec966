import type { Infer } from '@vinejs/vine/types'
import type { AuditEntry, AuditFilter, AuditLog } from '@pydotorg/platform/audit'
import { DateTime } from 'luxon'
import type { auditSearchValidator } from '#validators/cockpit/audit'

/** As it was typed. */
export type AuditSearch = Infer<typeof auditSearchValidator>

/** A field of an entry, as it was and as it is; a side that has none is undefined. */
export interface FieldDiff {
  name: string
  before: string | undefined
  after: string | undefined
}

const AT_ONCE = 100

/**
 * @param search - as it was typed
 * @returns what the log is asked for; days are whole days in UTC
 */
export function toFilter({ who, action, type, id, from, until }: AuditSearch): AuditFilter {
  const day = (text: string): DateTime => DateTime.fromISO(text, { zone: 'utc' })
  return {
    ...(who && { actor: /^\d{1,9}$/.test(who) ? Number(who) : who }),
    ...(action && { action }),
    ...(type && { subject: { type, ...(id && { id }) } }),
    ...(from && { from: day(from).toJSDate() }),
    ...(until && { to: day(until).plus({ days: 1 }).toJSDate() }),
  }
}

/**
 * @param entry - of the log
 * @returns its fields side by side
 */
export function fieldDiffs({ before, after }: AuditEntry): FieldDiff[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }))
}

/**
 * Reads the log page by page, so that an export of any size needs the memory of one page.
 *
 * @param audit - the log
 * @param filter - which entries
 * @returns the lines of a CSV file, newest entry first, with a line of names
 */
export async function* csvLines(audit: AuditLog, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine([
    'id',
    'at',
    'actor_id',
    'actor',
    'action',
    'type',
    'subject',
    'label',
    'ip',
    'request',
    'before',
    'after',
    'reason',
  ])
  let before: number | null = null
  do {
    const { entries, next } = await audit.page({ ...filter, before, limit: AT_ONCE })
    yield entries.map(toLine).join('')
    before = next
  } while (before !== null)
}

function toLine({ id, at, actor, action, subject, ip, requestId, before, after, reason }: AuditEntry): string {
  const what = [action, subject.type, subject.id, subject.label]
  const fields = [before, after].map((side) => (side ? JSON.stringify(side) : ''))
  return csvLine([
    id,
    at.toISOString(),
    actor.id ?? '',
    actor.name,
    ...what,
    ip ?? '',
    requestId ?? '',
    ...fields,
    reason ?? '',
  ])
}

/** Spreadsheets take what begins with one of these for a formula. */
const FORMULA = /^[=+\-@\t\r]/

function csvLine(cells: readonly (string | number)[]): string {
  const quoted = cells.map((cell) => {
    const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell)
    return `"${text.replaceAll('"', '""')}"`
  })
  return `${quoted.join(',')}\r\n`
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
