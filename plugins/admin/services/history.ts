import app from '@adonisjs/core/services/app'
import { AuditLog, type AuditEntry } from '@pydotorg/platform/audit'
import type { AdminResource, AnyRow } from '@pydotorg/platform/admin'
import { headingOf } from '#services/list/cells'

/** Entries that are looked through for a state of a record. */
const DEEPEST = 100

/** A change of one field. */
export interface FieldChange {
  label: string
  before: string | null
  after: string | null
}

/** An entry of a record's history. */
export interface HistoryEntry {
  id: number
  at: Date
  who: string
  action: string
  reason: string | null
  changes: FieldChange[]
  /** True when what was before can be put back into the form. */
  mayRestore: boolean
}

/**
 * @param resource - a resource
 * @param row - a record
 * @param before - only entries older than this one
 * @returns what happened to it, newest first, and where older entries begin
 */
export async function historyOf(
  resource: AdminResource,
  row: AnyRow,
  before: number | null
): Promise<{ entries: HistoryEntry[]; next: number | null }> {
  const { entries, next } = await entriesOf(resource, row, { before, limit: 30 })
  return { entries: entries.map((entry) => historyEntry(resource, entry)), next }
}

/** A record as it was. */
export interface RestoredRow {
  /** Values by attribute; those that the log does not have are as they are now. */
  row: AnyRow
  notice: string
}

/**
 * Undoes in the form, not in the database, what happened from an entry on: whoever restores sees it first, and saves it as
 * any other change.
 *
 * @param resource - a resource
 * @param row - a record as it is
 * @param entryId - the entry whose change and all later ones are undone
 * @returns the record as it was before that entry; null when there is no such entry among the last hundred
 */
export async function restoredRow(resource: AdminResource, row: AnyRow, entryId: number): Promise<RestoredRow | null> {
  if (!entryId) return null
  const { entries } = await entriesOf(resource, row, { limit: DEEPEST })
  const index = entries.findIndex(({ id }) => id === entryId)
  if (index === -1) return null
  const undone = entries.slice(0, index + 1)
  const was: Record<string, unknown> = {}
  const lost = new Set<string>()
  for (const { before } of undone) {
    for (const [name, value] of Object.entries(before ?? {})) {
      if (isCut(value)) lost.add(name)
      else was[attributeOf(resource, name)] = value
    }
  }
  const kept = lost.size > 0 ? ` Too long for the log, and therefore as it is now: ${[...lost].join(', ')}.` : ''
  const notice = `The form shows the record as it was before ${undone.length === 1 ? 'the last change' : `the last ${undone.length} changes`}. Nothing is changed until you save it.${kept}`
  return { row: { ...row.$attributes, ...was } as AnyRow, notice }
}

function entriesOf({ subject }: AdminResource, row: AnyRow, page: { before?: number | null; limit: number }) {
  const id = row.$primaryKeyValue as number
  return app.container.make(AuditLog).then((audit) => audit.page({ subject: { type: subject, id }, ...page }))
}

function historyEntry(resource: AdminResource, entry: AuditEntry): HistoryEntry {
  const { id, at, actor, action, reason, before, after } = entry
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const changes = names
    .filter((name) => !name.endsWith('Rendered'))
    .map((name) => ({
      label: headingOf({ name: attributeOf(resource, name) }),
      before: words(before?.[name]),
      after: words(after?.[name]),
    }))
  return { id, at, who: actor.name, action, reason, changes, mayRestore: before !== null && after !== null }
}

/** Some services note columns, some attributes. */
function attributeOf({ notedAs }: AdminResource, name: string): string {
  return notedAs?.[name] ?? name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}

function words(value: unknown): string | null {
  if (value === undefined) return null
  if (value === null || value === '') return '(empty)'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** By the marks of the log for what found no room. */
function isCut(value: unknown): boolean {
  return typeof value === 'string' && /… \(\d+ characters\)$|^\[\d+ characters left out\]$/.test(value)
}
