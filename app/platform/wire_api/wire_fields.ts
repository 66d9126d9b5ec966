import type { FieldNotes, WireField, WireResource } from './wire_resource.js'

type Notes = Omit<FieldNotes, 'help'>

/**
 * Constructors of a resource's fields. No column may hold null.
 *
 * @param column - SQL expression with its table, e.g. `shop_books.title`
 * @param help - one sentence for the schema
 * @param notes - more for the schema
 * @example
 * title: textField('shop_books.title', 'As on the cover.', { unique: true })
 */
export function textField(column: string, help: string, notes: Notes = {}): WireField {
  return { kind: 'text', column, help, ...notes }
}

/** As textField, for whole numbers; `choices` are the values that version 2 lets a client filter by. */
export function integerField(
  column: string,
  help: string,
  notes: Notes & { choices?: readonly number[] } = {}
): WireField {
  return { kind: 'integer', column, help, ...notes }
}

/** As textField, for true and false. */
export function booleanField(column: string, help: string, notes: Notes = {}): WireField {
  return { kind: 'boolean', column, help, ...notes }
}

/** As textField, for a `timestamptz`; written in UTC. */
export function momentField(column: string, help: string, notes: Notes = {}): WireField {
  return { kind: 'moment', column, help, ...notes }
}

/**
 * The id of a row of another resource, written as that row's address.
 *
 * @param column - SQL expression of the id
 * @param to - the other resource
 * @param help - one sentence for the schema
 */
export function relatedField(column: string, to: WireResource, help: string): WireField {
  return { kind: 'related', column, to, help }
}

/**
 * The id of a row that another plugin keeps, or null, written as that row's address. Nobody is asked whether the row is
 * there: the plugin may be off.
 *
 * @param column - SQL expression of the id
 * @param path - of the other resource, e.g. `pages/page`
 * @param help - one sentence for the schema
 */
export function elsewhereField(column: string, path: string, help: string): WireField {
  return { kind: 'elsewhere', column, path, help }
}

/** `resource_uri`: the row's own address. */
export function ownAddressField(): WireField {
  return { kind: 'own_address' }
}
