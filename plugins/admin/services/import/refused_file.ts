import { csvCell } from '#services/list/csv_cell'
import type { FileTable } from '#services/import/read_table'

/** Heading of the column that says why a row did not go in. An import does not read it. */
export const REASON = 'Why it did not go in'

/** A row that did not go in. */
interface RefusedRow {
  cells: readonly string[]
  reason: string
}

/**
 * @param columns - of the file that the rows came from
 * @param rows - that did not go in
 * @returns them as CSV, with their reasons, for who mends them and sends them again
 */
export function refusedFile({ columns }: Pick<FileTable, 'columns'>, rows: readonly RefusedRow[]): string {
  const last = columns.indexOf(REASON)
  const kept = <Cell>(cells: readonly Cell[]) => cells.filter((_cell, index) => index !== last)
  const lines = [
    [...kept(columns), REASON],
    ...rows.map(({ cells, reason }) => [...kept(columns.map((_name, index) => cells[index] ?? '')), reason]),
  ]
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}
