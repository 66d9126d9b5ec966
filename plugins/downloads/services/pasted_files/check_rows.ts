import { errors as vineErrors } from '@vinejs/vine'
import type { FileRow } from '#services/pasted_files/file_rows'
import { fileRowMessages, releaseFileRowsValidator, type CheckedFileRow } from '#validators/release_file_rows'

/**
 * Checks each control by itself, and notes in the rows what is wrong.
 *
 * @param rows - as they were sent
 * @returns their values; null when something is wrong
 */
export async function checkRows(rows: readonly FileRow[]): Promise<CheckedFileRow[] | null> {
  const data = { rows: rows.map(({ values }) => nulls(values)) }
  try {
    return (await releaseFileRowsValidator.validate(data, { messagesProvider: fileRowMessages })).rows
  } catch (error) {
    if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
    for (const { field, message } of error.messages as { field: string; message: string }[]) {
      const [, index, name] = field.split('.')
      noteError(rows[Number(index)], name ?? '_row', message)
    }
    return null
  }
}

/**
 * @param row - that is wrong
 * @param field - of it, or `_row`
 * @param sentence - what is wrong, and what to do
 */
export function noteError(row: FileRow | undefined, field: string, sentence: string): void {
  if (row) row.errors[field] = [...(row.errors[field] ?? []), sentence]
}

/**
 * @param rows - of the form
 * @returns true when nothing is wrong with any of them
 */
export function areRight(rows: readonly FileRow[]): boolean {
  return rows.every(({ errors }) => Object.keys(errors).length === 0)
}

function nulls(values: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim() === '' ? null : value]))
}
