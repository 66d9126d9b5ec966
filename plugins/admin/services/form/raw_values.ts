import { DateTime } from 'luxon'
import type { AdminInputField, AnyRow } from '@pydotorg/platform/admin'

/** What the controls of a form hold, as text: by the names that they have in HTML. */
export type RawValues = Record<string, string | string[] | null>

/** Zone in which a moment is written when nobody chose another one. */
const ZONE = 'UTC'

/**
 * @param fields - of a form
 * @param row - a record, or what is left of one in the audit log; null for a new one
 * @returns what the controls hold when the form is opened
 */
export async function rawValuesOf(fields: readonly AdminInputField<AnyRow>[], row: AnyRow | null): Promise<RawValues> {
  const values: RawValues = {}
  for (const field of fields) Object.assign(values, await rawOf(field, row))
  return values
}

async function rawOf(field: AdminInputField<AnyRow>, row: AnyRow | null): Promise<RawValues> {
  const { name } = field
  if (field.kind === 'many') return { [name]: await chosenOf(field, row) }
  const value: unknown = row ? row[name] : initialOf(field)
  if (field.kind === 'markup')
    return { [name]: textOf(value), [`${name}MarkupType`]: textOf(row?.[`${name}MarkupType`]) || 'markdown' }
  if (field.kind === 'datetime') return { [name]: momentText(value), [`${name}_zone`]: ZONE }
  if (field.kind === 'date') return { [name]: asDateTime(value)?.toISODate() ?? '' }
  if (field.kind === 'boolean') return { [name]: value ? 'true' : null }
  if (field.kind === 'choices') return { [name]: Array.isArray(value) ? value.map(String) : [] }
  if (field.kind === 'lines') return { [name]: Array.isArray(value) ? value.join('\n') : '' }
  if (field.kind === 'json')
    return { [name]: value === null || value === undefined ? '' : JSON.stringify(value, null, 2) }
  return { [name]: textOf(value) }
}

async function chosenOf(field: AdminInputField<AnyRow> & { kind: 'many' }, row: AnyRow | null): Promise<string[]> {
  if (!row) return []
  if (field.read) return (await field.read(row)).map(String)
  // A state out of the audit log has the ids themselves.
  const kept: unknown = row[field.name]
  if (Array.isArray(kept) && typeof row.related !== 'function') return kept.map(String)
  const related = (await row
    .related(field.name as never)
    .query()
    .limit(1_000)) as unknown as AnyRow[]
  return related.map(({ $primaryKeyValue }) => String($primaryKeyValue))
}

function initialOf({ initial }: AdminInputField<AnyRow>): unknown {
  return (typeof initial === 'function' ? (initial() as unknown) : initial) ?? null
}

/** To the second, because that is what a control can hold. */
function momentText(value: unknown): string {
  const at = asDateTime(value)
  if (!at) return ''
  return at.toUTC().toFormat(at.second === 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss")
}

function asDateTime(value: unknown): DateTime | null {
  if (value instanceof DateTime) return value
  const read = typeof value === 'string' ? DateTime.fromISO(value, { zone: 'utc' }) : null
  return read?.isValid ? read : null
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}
