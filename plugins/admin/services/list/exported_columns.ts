import type { AdminColumn, AdminInputField, AdminResource, AnyRow } from '@pydotorg/platform/admin'
import type { RawValues } from '#services/form/raw_values'
import { fieldColumns, fileValue, type FieldColumn, type FileValue } from '#services/import/file_fields'
import { exportedValue, headingOf } from '#services/list/cells'

/** A column of an export. */
export interface ExportedColumn {
  name: string
  heading: string
  /** Of the form, where what is exported can be imported again. */
  field?: AdminInputField<AnyRow>
  /** What stands in it, by the row and what the controls of its form would hold. */
  value: (row: AnyRow, raw: RawValues) => FileValue
}

/**
 * @param resource - a resource
 * @returns columns of an export: those of the list and, where it is imported, all fields that an import reads; empty when
 *   nobody exports
 */
export function exportedColumns(resource: AdminResource): ExportedColumn[] {
  const { list } = resource
  if (list.export === false) return []
  const shown = list.export ?? list.columns
  const fields = resource.import ? fieldColumns(resource) : []
  const listed = shown.map((column) => {
    const field = fields.find(({ name }) => name === column.name)
    return field ? ofField(field) : ofList(column)
  })
  const others = fields.filter(({ name }) => !shown.some((column) => column.name === name))
  return [...listed, ...others.map(ofField)]
}

function ofField(column: FieldColumn): ExportedColumn {
  const { name, label, field } = column
  return { name, heading: label, field, value: (_row, raw) => fileValue(column, raw) }
}

function ofList(column: AdminColumn<AnyRow>): ExportedColumn {
  return { name: column.name, heading: headingOf(column), value: (row) => exportedValue(column, row) }
}
