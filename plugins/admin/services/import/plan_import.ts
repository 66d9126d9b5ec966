import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'
import { mayManage, type AdminInputField, type AnyRow } from '@pydotorg/platform/admin'
import { headingOf } from '#services/list/cells'
import { checkInput } from '#services/form/check_input'
import { FieldChoices } from '#services/form/field_choices'
import { writtenFields } from '#services/form/form_fields'
import { rawValuesOf, type RawValues } from '#services/form/raw_values'
import { keyOf, recordsByKey } from '#services/import/found_rows'
import { fieldColumns, type ImportedResource } from '#services/import/file_fields'
import { keyColumn, matchColumns, type MatchedColumns } from '#services/import/match_columns'
import { readCell } from '#services/import/read_cells'
import { faultsOf, validationFaults, type RowFault } from '#services/import/row_faults'
import { MOST_ROWS, UnreadableFile, type FileRow, type FileTable } from '#services/import/read_table'
import { userOf } from '#services/records'

/** What a row of the file comes to. */
export interface PlannedRow {
  line: number
  cells: readonly string[]
  /** What the record is called, or its key. */
  label: string
  verdict: 'new' | 'changed' | 'same' | 'bad'
  /** The record as it is; null for a new one. */
  row: AnyRow | null
  /** What the form's controls would hold. */
  raw: RawValues
  /** What is saved. */
  input: Record<string, unknown>
  changes: { label: string; before: string; after: string }[]
  faults: RowFault[]
  /** Fingerprint of the record as it is: so who applies is told when others changed it. */
  print: string
}

/** What a file comes to. */
export interface ImportPlan {
  table: FileTable
  /** Columns that are no fields. */
  unread: string[]
  rows: PlannedRow[]
}

interface Planning {
  ctx: HttpContext
  user: User
  resource: ImportedResource
  matched: MatchedColumns
  table: FileTable
  choices: FieldChoices
}

/**
 * Says what an import would do. Nothing is written.
 *
 * @param ctx - the request of who imports
 * @param resource - what is imported
 * @param table - the file
 * @returns what each of its rows comes to
 * @throws UnreadableFile when it has too many rows, or not the columns that are needed
 */
export async function planImport(ctx: HttpContext, resource: ImportedResource, table: FileTable): Promise<ImportPlan> {
  if (table.rows.length > MOST_ROWS) throw new UnreadableFile(tooMany(resource))
  const user = userOf(ctx)
  const matched = matchColumns(resource, table.columns)
  const keys = table.rows.map((row) => keyOf(resource, matched, row))
  const found = await recordsByKey(resource, user, keys)
  const choices = new FieldChoices([...found.values()].map((row) => ({ raw: {}, row })))
  const planning = { ctx, user, resource, matched, table, choices }
  const lines = new Map<string, number>()
  const rows: PlannedRow[] = []
  for (const [index, row] of table.rows.entries()) {
    const key = keys[index]!
    const planned = await begunRow(planning, row, { key, record: found.get(key) ?? null })
    const earlier = lines.get(key)
    if (key !== '' && earlier !== undefined) {
      const text = `${table.unit} ${earlier} has this already.`
      planned.faults.push({ column: keyColumn(resource).label, text })
    }
    lines.set(key, earlier ?? row.line)
    rows.push(await judged(planning, planned))
  }
  return { table, unread: matched.unread, rows }
}

/** What a row says, laid over the record as it is. */
async function begunRow(
  { user, resource, matched, table, choices }: Planning,
  { line, cells }: FileRow,
  { key, record }: { key: string; record: AnyRow | null }
): Promise<PlannedRow> {
  const fields = writtenFields({ resource, row: record, user })
  const now = await rawValuesOf(fields, record)
  const raw = { ...now }
  const faults: RowFault[] = []
  if (cells.length !== table.columns.length) {
    faults.push({ column: null, text: `It has ${cells.length} cells, and the head has ${table.columns.length}.` })
  }
  for (const [index, column] of matched.fields) {
    if (!fields.some(({ name }) => name === column.field.name)) continue
    const read = readCell(column, cells[index] ?? '', await choices.of(column.field))
    if ('fault' in read) faults.push({ column: column.label, text: read.fault })
    else Object.assign(raw, read.raw)
  }
  const name = resource.import.key
  // What a record was found by is what it is, also where it is written in another way.
  if (record) raw[name] = now[name] ?? ''
  else if (key === '')
    faults.push({ column: keyColumn(resource).label, text: 'Records are found by it, so it has to be there.' })
  const label = (record && resource.label(record)) || nameOf(fields, raw) || key.slice(0, 200) || '(without a name)'
  const changes = record ? changesOf(resource, now, raw) : []
  const print = record ? printOf(now) : 'new'
  const verdict = record ? (changes.length > 0 ? 'changed' : 'same') : 'new'
  return { line, cells, label, verdict, row: record, raw, input: {}, changes, faults, print }
}

async function judged({ ctx, user, resource, choices }: Planning, planned: PlannedRow): Promise<PlannedRow> {
  const { row, raw, faults, verdict } = planned
  if (faults.length > 0) return { ...planned, verdict: 'bad' }
  if (verdict === 'same') return planned
  if (!mayManage(user, { resource, verb: row ? 'change' : 'add', row })) {
    const text = row ? 'You may not change this record.' : 'You may not add records.'
    return { ...planned, verdict: 'bad', faults: [{ column: null, text }] }
  }
  const fields = writtenFields({ resource, row, user })
  const { input, errors } = await checkInput(ctx, fields, { raw, row, model: resource.model, choices })
  const isRight = Object.keys(errors).length === 0
  const found = isRight
    ? await validationFaults(resource, { ctx, row, input, inlines: {} })
    : faultsOf(resource, errors)
  return { ...planned, input, faults: found, verdict: found.length > 0 ? 'bad' : verdict }
}

/** What people most likely call a record that is not there yet. */
function nameOf(fields: readonly AdminInputField<AnyRow>[], raw: RawValues): string {
  const first = fields.find(({ kind }) => kind === 'text')
  return first ? String(raw[first.name] ?? '').slice(0, 200) : ''
}

function changesOf(resource: ImportedResource, now: RawValues, raw: RawValues): PlannedRow['changes'] {
  const labels = new Map(fieldColumns(resource).map(({ name, label }) => [name, label]))
  return Object.keys(raw)
    .filter((name) => wordsOf(now[name]) !== wordsOf(raw[name]))
    .map((name) => ({
      label: labels.get(name) ?? headingOf({ name }),
      before: wordsOf(now[name]),
      after: wordsOf(raw[name]),
    }))
}

function wordsOf(value: RawValues[string] | undefined): string {
  return (Array.isArray(value) ? [...value].sort().join(', ') : (value ?? '')).replaceAll('\r\n', '\n')
}

function printOf(now: RawValues): string {
  return createHash('sha256').update(JSON.stringify(now)).digest('base64url').slice(0, 12)
}

function tooMany({ import: { more } }: ImportedResource): string {
  const most = MOST_ROWS.toLocaleString('en')
  return `There are more than ${most} rows. At most ${most} go in at a time: send them in parts.${more ? ` ${more}` : ''}`
}
