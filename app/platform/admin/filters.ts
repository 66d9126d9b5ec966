import type { AdminChoice, AttributeOf, RowQuery } from './admin_row.js'
import type { AdminLookup } from './lookup.js'

interface FilterBase {
  /** What it asks, e.g. `State`; made from the name without it. */
  label?: string
}

/** Rows whose attribute is one of some values. */
export interface ChoiceFilter<Row> extends FilterBase {
  kind: 'choice'
  name: AttributeOf<Row>
  choices: readonly AdminChoice[] | (() => Promise<readonly AdminChoice[]>)
}

/** Rows whose attribute is true, or false. */
export interface BooleanFilter<Row> extends FilterBase {
  kind: 'boolean'
  name: AttributeOf<Row>
}

/** Rows that point to one other row; `name` is the attribute with its id. */
export interface RelationFilter<Row> extends FilterBase {
  kind: 'relation'
  name: AttributeOf<Row>
  lookup: AdminLookup
}

/** Rows between two days, both included. */
export interface DateFilter<Row> extends FilterBase {
  kind: 'date'
  name: AttributeOf<Row>
}

/** Whatever else a query can say. */
export interface CustomFilter<Row> extends FilterBase {
  kind: 'custom'
  /** Unique in the list; stands in the address as `f_<name>`. */
  name: string
  choices: readonly AdminChoice[]
  /** Narrows the list; called only with one of the choices. */
  apply: (query: RowQuery<Row>, value: string) => void
}

/**
 * A filter beside a list. What is chosen stands in the address.
 *
 * @example
 * { kind: 'boolean', name: 'isPublished', label: 'Published' }
 */
export type AdminFilter<Row> =
  ChoiceFilter<Row> | BooleanFilter<Row> | RelationFilter<Row> | DateFilter<Row> | CustomFilter<Row>
