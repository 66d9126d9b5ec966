import { isDeepStrictEqual } from 'node:util'
import { plainFields, type AuditFields } from './plain_fields.js'

/** What differs between two states of a record. */
export interface AuditChanges {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Every save changes them, and the entry has a time of its own. */
const STAMPS = new Set(['updated_at', 'updatedAt'])

/**
 * @param before - fields of a record as they were
 * @param after - and as they are
 * @returns the fields that differ, as they were and as they are; one that was not there is missing
 * @example
 * changes({ name: 'Old', city: 'Delft' }, { name: 'New', city: 'Delft' })
 * // { before: { name: 'Old' }, after: { name: 'New' } }
 */
export function changes(before: AuditFields, after: AuditFields): AuditChanges {
  const [was, is] = [plainFields(before), plainFields(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = names.filter((name) => !STAMPS.has(name) && !isDeepStrictEqual(was[name], is[name]))
  return { before: pick(was, changed), after: pick(is, changed) }
}

function pick(fields: AuditFields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]))
}
