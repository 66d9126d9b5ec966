import type { WireColumns } from './read_columns.js'
import type { WireField, WireResource } from './wire_resource.js'

/** How a version of the API shows values that the two do not show alike. */
export interface WireStyle {
  /** From `2025-10-07T00:00:00`, with a fraction of six digits when it is not zero. */
  moment: (naive: string) => string
  /** What stands before the path and after the id of an address. */
  address: { before: string; after: string }
}

/** A row as a client gets it. */
export type RowObject = Record<string, unknown>

/**
 * Turns columns into rows.
 *
 * @param resource - what the rows are
 * @param columns - as they were read
 * @param style - of the version
 * @returns one object a row, with the resource's fields in their order
 */
export function rowObjects(resource: WireResource, columns: WireColumns, style: WireStyle): RowObject[] {
  const fields = Object.entries(resource.fields).map(([key, field]) => ({
    key,
    values: shown(resource, field, { key, columns, style }),
  }))
  return columns.ids.map((_id, row) => {
    const object: RowObject = {}
    for (const { key, values } of fields) object[key] = values[row]
    return object
  })
}

function shown(
  resource: WireResource,
  field: WireField,
  { key, columns, style }: { key: string; columns: WireColumns; style: WireStyle }
): readonly unknown[] {
  switch (field.kind) {
    case 'moment':
      return columns.values[key]!.map((moment) => style.moment(withSixDigits(moment as string)))
    case 'related':
      return addresses(field.to.path, columns.values[key]!, style)
    case 'elsewhere':
      return addresses(field.path, columns.values[key]!, style)
    case 'own_address':
      return addresses(resource.path, columns.ids, style)
    default:
      return columns.values[key]!
  }
}

function addresses(path: string, ids: readonly unknown[], { address }: WireStyle): (string | null)[] {
  const before = `${address.before}${path}/`
  return ids.map((id) => (id === null ? null : `${before}${String(id)}${address.after}`))
}

const WITHOUT_FRACTION = '2025-10-07T00:00:00'.length
const WITH_FRACTION = '2025-10-07T00:00:00.000000'.length

/** PostgreSQL leaves out trailing zeros of a fraction; Python writes all six digits, or none. */
function withSixDigits(moment: string): string {
  return moment.length === WITHOUT_FRACTION ? moment : moment.padEnd(WITH_FRACTION, '0')
}
