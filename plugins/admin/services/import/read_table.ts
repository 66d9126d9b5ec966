import { CsvError, parse } from 'csv-parse/sync'

/** Rows that one import takes. */
export const MOST_ROWS = 1_000

/** Bytes of a file, and characters of a text. */
export const MOST_BYTES = 2_000_000

/** Columns of a file: more than any form has fields. */
const MOST_COLUMNS = 200

/** What a file says of one record. */
export interface FileRow {
  /** Line at which it begins, or its place in a list of JSON; both begin with 1. */
  line: number
  /** As texts, in the order of the columns. */
  cells: string[]
}

/** A file, whatever its format. */
export interface FileTable {
  /** What `line` counts. */
  unit: 'Line' | 'Entry'
  columns: string[]
  rows: FileRow[]
}

/** Why a file cannot be read at all, in a sentence for staff. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/**
 * @param sent - CSV, with commas, semicolons or tabs, or JSON: a list of objects
 * @returns what stands in it
 * @throws UnreadableFile for what is neither, for nothing, and for too much
 */
export function readTable(sent: string): FileTable {
  const text = sent.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  if (text.trim() === '') throw new UnreadableFile('There is nothing in it.')
  if (text.length > MOST_BYTES) throw new UnreadableFile('It is too long: 2 MB at most.')
  const table = /^\s*[[{]/.test(text) ? jsonTable(text) : csvTable(text)
  const { columns, rows } = table
  if (columns.length > MOST_COLUMNS) throw new UnreadableFile(`It has more than ${MOST_COLUMNS} columns.`)
  if (rows.length === 0) throw new UnreadableFile('There is no row in it, only a head.')
  return table
}

function csvTable(text: string): FileTable {
  const [head, ...rows] = csvRows(text)
  const columns = (head?.cells ?? []).map((name) => name.trim())
  return { unit: 'Line', columns, rows }
}

function csvRows(text: string): FileRow[] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // The head, and one by which more is seen.
      to: MOST_ROWS + 2,
    }) as unknown as { raw: string; record: string[]; info: { lines: number } }[]
    return records.map(({ raw, record, info }) => ({
      line: info.lines - lineEnds(raw.replace(/^\n+|\n$/g, '')),
      cells: record.map(withoutApostrophe),
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const near = typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
    throw new UnreadableFile(`It is no sound CSV${near}: look at the quotes there.`)
  }
}

/** The one that separates most of the first line; a comma, when none does. */
function delimiterOf(text: string): string {
  const [first = ''] = text
    .trimStart()
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split('\n', 1)
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: first.split(mark).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).mark
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1
}

/** An export puts it before what a spreadsheet would take for a formula. */
function withoutApostrophe(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

function jsonTable(text: string): FileTable {
  const entries = jsonEntries(text)
  const columns = [...new Set(entries.slice(0, MOST_ROWS + 1).flatMap((entry) => Object.keys(entry)))]
  const rows = entries.slice(0, MOST_ROWS + 1).map((entry, index) => {
    const given = new Map(Object.entries(entry))
    return { line: index + 1, cells: columns.map((name) => textOf(given.get(name))) }
  })
  return { unit: 'Entry', columns, rows }
}

function jsonEntries(text: string): object[] {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw new UnreadableFile(`It is no sound JSON: ${(error as Error).message}`)
  }
  const entries = Array.isArray(read) ? (read as unknown[]) : [read]
  const isSound = entries.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
  if (!isSound) throw new UnreadableFile('JSON has to be a list of objects, as an export writes it.')
  return entries as object[]
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('\n')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
