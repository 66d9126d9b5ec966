import type { User } from '@pydotorg/platform/identity'
import type { AdminField, AdminInputField, AdminResource, AnyRow } from '@pydotorg/platform/admin'

/** What a form is about: a record or a new one, and who has it open. */
export interface FormOf {
  resource: AdminResource
  /** Null for a new one. */
  row: AnyRow | null
  user: User
}

/**
 * @param form - what it is about
 * @param field - one of its fields
 * @returns true when the form has it
 */
export function isThere({ row }: FormOf, field: AdminField<AnyRow>): boolean {
  if (field.kind === 'computed') return row !== null
  return field.on === undefined || (field.on === 'create') === (row === null)
}

/**
 * @param form - what it is about
 * @param field - a field
 * @returns true when it is written
 */
export function isWritten({ row, user }: FormOf, field: AdminField<AnyRow>): field is AdminInputField<AnyRow> {
  if (field.kind === 'computed') return false
  return !(typeof field.readOnly === 'function' ? field.readOnly(row, user) : field.readOnly)
}

/**
 * @param form - what it is about
 * @returns its fields, in order
 */
export function fieldsOf(form: FormOf): AdminField<AnyRow>[] {
  const fieldsets = form.resource.form?.fieldsets ?? []
  return fieldsets.flatMap(({ fields }) => fields).filter((field) => isThere(form, field))
}

/**
 * @param form - what it is about
 * @returns its fields that are written
 */
export function writtenFields(form: FormOf): AdminInputField<AnyRow>[] {
  return fieldsOf(form).filter((field) => isWritten(form, field))
}
