import { headingOf } from '#services/list/cells'
import { fieldColumns, type FieldColumn, type ImportedResource } from '#services/import/file_fields'
import { UnreadableFile } from '#services/import/read_table'
import { REASON } from '#services/import/refused_file'

/** Where in a file which field stands. */
export interface MatchedColumns {
  /** By the index of a column. */
  fields: ReadonlyMap<number, FieldColumn>
  /** Names of columns that say nothing of a field. */
  unread: string[]
}

/**
 * @param resource - a resource
 * @param names - in the head of a file: headings of the export, or names of attributes
 * @returns which of them are fields
 * @throws UnreadableFile when two are the same field, or none is the one by which records are found
 */
export function matchColumns(resource: ImportedResource, names: readonly string[]): MatchedColumns {
  const known = new Map(fieldColumns(resource).flatMap((column) => namesOf(column).map((name) => [name, column])))
  const fields = new Map<number, FieldColumn>()
  const unread: string[] = []
  for (const [index, name] of names.entries()) {
    const column = known.get(name.trim().toLowerCase())
    if (column && [...fields.values()].some((other) => other.name === column.name)) {
      throw new UnreadableFile(`The column “${column.label}” is there twice.`)
    }
    if (column) fields.set(index, column)
    else if (!isOfExport(name)) unread.push(name)
  }
  const key = keyColumn(resource)
  if ([...fields.values()].some(({ name }) => name === key.name || name === sourceOf(key))) return { fields, unread }
  const there = names.slice(0, 20).map((name) => `“${name.slice(0, 60)}”`)
  throw new UnreadableFile(
    `There is no column “${key.label}”, by which records are found. What is there: ${there.join(', ')}.`
  )
}

/**
 * @param resource - that is imported
 * @returns the column by which records are found
 */
export function keyColumn(resource: ImportedResource): FieldColumn {
  const { key } = resource.import
  const column = fieldColumns(resource).find(({ name }) => name === key)
  if (column) return column
  throw new Error(`${resource.key} is imported by "${key}", which is no field of its form that a file can hold.`)
}

/**
 * @param column - of a key
 * @returns name of the field that a slug is made from; null for another kind
 */
export function sourceOf({ field }: FieldColumn): string | null {
  return field.kind === 'slug' ? field.from : null
}

function namesOf({ name, label }: FieldColumn): string[] {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter}`)
  return [...new Set([name, snake, label, headingOf({ name })].map((one) => one.toLowerCase()))]
}

/** What an export of this site has in front of fields, and what the file of refused rows has behind them. */
function isOfExport(name: string): boolean {
  return name === 'id' || name === '' || name === REASON
}
