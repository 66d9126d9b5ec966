import type { FieldNotes, WireField, WireResource } from '../wire_resource.js'
import { DEFAULT_LIMIT } from './v1_page.js'

/** tastypie's numbers for `every lookup` and `every lookup, and across the relation`. */
const ALL_WITH_RELATIONS = 2

/** tastypie's word for a field that must be given. */
const NO_DEFAULT = 'No default provided.'

const TYPES: Readonly<Record<WireField['kind'], string>> = {
  text: 'string',
  integer: 'integer',
  boolean: 'boolean',
  moment: 'datetime',
  related: 'related',
  elsewhere: 'related',
  own_address: 'string',
}

/**
 * @param resource - that is described
 * @returns what `schema/` answers
 */
export function v1Schema(resource: WireResource): Record<string, unknown> {
  const { listMethods, detailMethods, filters } = resource.v1
  return {
    allowed_detail_http_methods: detailMethods.map((method) => method.toLowerCase()),
    allowed_list_http_methods: listMethods.map((method) => method.toLowerCase()),
    default_format: 'application/json',
    default_limit: DEFAULT_LIMIT,
    fields: Object.fromEntries(Object.entries(resource.fields).map(([key, field]) => [key, describe(key, field)])),
    filtering: Object.fromEntries(
      Object.entries(filters).map(([key, rules]) => [key, rules === 'relations' ? ALL_WITH_RELATIONS : rules])
    ),
  }
}

function describe(key: string, field: WireField): Record<string, unknown> {
  const notes: FieldNotes = field.kind === 'own_address' ? { help: 'Address of this row.' } : field
  return {
    blank: notes.fallback === '' || field.kind === 'elsewhere',
    default: notes.fallback ?? NO_DEFAULT,
    help_text: notes.help,
    nullable: field.kind === 'elsewhere',
    primary_key: false,
    readonly: field.kind === 'own_address',
    ...(TYPES[field.kind] === 'related' ? { related_schema: schemaOf(field), related_type: 'to_one' } : {}),
    type: TYPES[field.kind],
    unique: notes.unique ?? false,
    verbose_name: notes.label ?? key.replaceAll('_', ' '),
  }
}

function schemaOf(field: WireField): string {
  const path = field.kind === 'related' ? field.to.path : (field as { path: string }).path
  return `/api/v1/${path}/schema/`
}
