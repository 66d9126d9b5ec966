import db from '@adonisjs/lucid/services/db'
import type { WireField, WireResource } from './wire_resource.js'

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

/** Rows by column: a row's values stand at the same index of each. */
export interface WireColumns {
  values: Readonly<Record<string, readonly unknown[]>>
  ids: readonly number[]
  total: number
  answers: readonly boolean[]
}

/**
 * Reads rows column by column, in one query whatever is asked: PostgreSQL hands over each column as one JSON array.
 * That costs a third of one JSON object a row, and a half of models (docs/api-legacy.md).
 *
 * @param resource - what to read
 * @param selection - which rows
 * @returns the columns
 */
export async function readColumns(resource: WireResource, selection: Selection): Promise<WireColumns> {
  const { sql, bindings } = query(resource, selection)
  const { rows } = await db.rawQuery<{ rows: [Record<string, unknown>] }>(sql, bindings)
  const [answer] = rows
  const keys = Object.keys(resource.fields)
  const ids = column(answer.id)
  return {
    values: Object.fromEntries(keys.map((key) => [key, column(answer[key])])),
    ids: ids as number[],
    total: Number(answer.total ?? ids.length),
    answers: (selection.questions ?? []).map((_question, index) => answer[`answer_${index}`] === true),
  }
}

/** An aggregate over no rows is null. */
function column(value: unknown): readonly unknown[] {
  return (value ?? []) as readonly unknown[]
}

function query(resource: WireResource, selection: Selection) {
  const { conditions, page, counted, questions = [] } = selection
  const columns = Object.entries(resource.fields).flatMap(([key, field]) => {
    const expression = expressionOf(field)
    return expression === null ? [] : [[key, expression] as const]
  })
  columns.push(['id', resource.id])

  const where = conditions.length > 0 ? ` where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''
  const matching = conditions.flatMap((condition) => condition.bindings)
  const outer = [
    ...columns.map(([key]) => `json_agg(${key}) as ${key}`),
    ...(counted ? [`(select count(*) from ${resource.from}${where}) as total`] : []),
    ...questions.map(({ sql }, index) => `(${sql}) as answer_${index}`),
  ]
  const inner = columns.map(([key, expression]) => `${expression} as ${key}`)
  const order = [...resource.order, resource.id].join(', ')
  return {
    sql:
      `select ${outer.join(', ')} from (select ${inner.join(', ')} from ${resource.from}${where} ` +
      `order by ${order}${page ? ' limit ? offset ?' : ''}) as page`,
    bindings: [
      ...(counted ? matching : []),
      ...questions.flatMap((question) => question.bindings),
      ...matching,
      ...(page ? [page.limit, page.offset] : []),
    ],
  }
}

function expressionOf(field: WireField): string | null {
  if (field.kind === 'nothing' || field.kind === 'own_address') return null
  // A timestamp without zone becomes JSON as 2025-10-07T12:34:56.789, with PostgreSQL's microseconds.
  return field.kind === 'moment' ? `${field.column} at time zone 'UTC'` : field.column
}
