import type { WireResource } from './wire_resource.js'

/** A condition with its bindings. */
export interface SqlCondition {
  sql: string
  bindings: readonly (string | number | readonly number[])[]
}

const LARGEST_INTEGER = 2 ** 31 - 1

/**
 * @param number - any whole number
 * @returns true when a column of PostgreSQL's type integer can hold it; ids are of that type
 */
export function fitsInteger(number: number): boolean {
  return Math.abs(number) <= LARGEST_INTEGER
}

/**
 * @param resource - whose rows are meant
 * @param ids - any whole numbers
 * @returns the condition that a row has one of these ids
 */
export function rowsWithIds({ id }: WireResource, ids: readonly number[]): SqlCondition {
  return { sql: `${id} = any(?::integer[])`, bindings: [ids.filter(fitsInteger)] }
}

/** Which rows of a resource are wanted. */
export interface Selection {
  conditions: readonly SqlCondition[]
  page?: { limit: number; offset: number }
  /** True: `total` counts all rows that meet the conditions. */
  counted?: boolean
  /** More conditions to be told true or false in the same query, e.g. whether an id exists. */
  questions?: readonly SqlCondition[]
}
