import type { AdminImport, AdminInputField, AdminResource, AnyRow } from '@pydotorg/platform/admin'
import { headingOf } from '#services/list/cells'
import type { RawValues } from '#services/form/raw_values'

/** Kinds of fields that a file can hold. Ids of images, files and other rows are no good to anybody else. */
const KINDS = new Set<string>([
  ...['text', 'textarea', 'lines', 'markup', 'slug', 'number', 'boolean', 'choice', 'choices', 'date', 'datetime'],
  'json',
])

/** A resource that is imported. */
export type ImportedResource = AdminResource & { import: AdminImport<AnyRow> }

/** A column of a file that says something of a field. */
export interface FieldColumn {
  /** As JSON has it: the field's name, or that of the language of its text. */
  name: string
  /** As CSV has it. */
  label: string
  field: AdminInputField<AnyRow>
  /** What stands in it. */
  part: 'value' | 'language'
}

/** What a cell of a file holds. */
export type FileValue = string | number | boolean | string[] | null

/**
 * @param resource - a resource
 * @returns columns of its fields in files that are imported and exported
 */
export function fieldColumns({ form }: AdminResource): FieldColumn[] {
  const fields = (form?.fieldsets ?? []).flatMap((set) => set.fields).filter(isInFiles)
  return fields.flatMap((field) => {
    const label = headingOf(field)
    const value = { name: field.name as string, label, field, part: 'value' } as const
    if (field.kind !== 'markup') return [value]
    return [value, { name: `${field.name}MarkupType`, label: `${label}: language`, field, part: 'language' } as const]
  })
}

/**
 * @param column - of a field
 * @param raw - what the controls of its form hold
 * @returns what a file has of it
 */
export function fileValue({ name, field }: FieldColumn, raw: RawValues): FileValue {
  const value = raw[name] ?? null
  if (field.kind === 'boolean') return value === 'true'
  if (Array.isArray(value)) return value
  if (value === null || value === '') return null
  if (field.kind === 'number') return Number(value)
  return field.kind === 'lines' ? value.split('\n') : value
}

function isInFiles(field: { kind: string; readOnly?: unknown }): field is AdminInputField<AnyRow> {
  return KINDS.has(field.kind) && field.readOnly !== true
}
