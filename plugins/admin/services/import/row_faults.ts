import { errors as vineErrors } from '@vinejs/vine'
import type { AdminSave, AnyRow } from '@pydotorg/platform/admin'
import { reasonOf } from '#services/act'
import { headingOf } from '#services/list/cells'
import { errorsOf } from '#services/form/check_input'
import { byField } from '#services/form/form_errors'
import type { FieldErrors } from '#services/form/read_raw'
import { fieldColumns, type ImportedResource } from '#services/import/file_fields'

/** Something that is wrong with a row. */
export interface RowFault {
  /** Heading of the column; null when it is the row. */
  column: string | null
  text: string
}

/**
 * @param resource - that is imported
 * @param errors - of its form or its services
 * @returns them by the headings of columns
 */
export function faultsOf(resource: ImportedResource, errors: FieldErrors): RowFault[] {
  const columns = fieldColumns(resource)
  const fields = (resource.form?.fieldsets ?? []).flatMap((set) => set.fields as readonly { name: string }[])
  return Object.entries(byField(errors, fields)).flatMap(([name, sentences]) => {
    const column =
      columns.find((one) => one.name === name)?.label ?? (name.startsWith('_') ? null : headingOf({ name }))
    return sentences.map((text) => ({ column, text }))
  })
}

/**
 * @param resource - that is imported
 * @param save - what would be saved
 * @returns what no single field can tell
 */
export async function validationFaults(resource: ImportedResource, save: AdminSave<AnyRow>): Promise<RowFault[]> {
  try {
    await resource.validate?.(save)
    return []
  } catch (error) {
    if (error instanceof vineErrors.E_VALIDATION_ERROR) return faultsOf(resource, errorsOf(error))
    throw error
  }
}

/**
 * @param resource - that is imported
 * @param error - of saving a row
 * @returns it beside its columns; what nobody foresaw is logged, and said in a sentence
 */
export function savingFaults(resource: ImportedResource, error: unknown): RowFault[] {
  if (error instanceof vineErrors.E_VALIDATION_ERROR) return faultsOf(resource, errorsOf(error))
  const isGone = (error as { code?: string }).code === 'E_ROW_NOT_FOUND'
  return [{ column: null, text: isGone ? 'The record was deleted meanwhile.' : reasonOf(error) }]
}

/**
 * @param faults - of a row
 * @returns them in one text
 */
export function faultText(faults: readonly RowFault[]): string {
  return faults.map(({ column, text }) => (column ? `${column}: ${text}` : text)).join(' ')
}
