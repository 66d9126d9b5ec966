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
 * Reads rows column by column, in one query whatever is asked: PostgreSQL hands over each column as one JSON array, and
 * all that are true or false together as one of numbers. Of the ways tried that costs the two processes together the
 * least (docs/api-legacy.md).
 *
 * @param resource - what to read
 * @param selection - which rows
 * @returns the columns
 */
export async function readColumns(resource: WireResource, selection: Selection): Promise<WireColumns> {
  const { sql, bindings } = query(resource, selection)
  const asked = db.rawQuery<{ rows: [Record<string, unknown>] }>(sql, bindings)
  if (bindings.length === 0) asked.knexQuery.options({ name: statementName(sql) })
  const [answer] = (await asked).rows
  const ids = column(answer.id) as number[]
  const flags = column(answer.flags) as number[]
  const values = Object.keys(resource.fields).map((key) => {
    const bit = booleans(resource).indexOf(key)
    const isSet = (flag: number) => (flag & (2 ** bit)) !== 0
    return [key, bit === -1 ? column(answer[`field_${key}`]) : flags.map(isSet)]
  })
  return {
    values: Object.fromEntries(values),
    ids,
    total: Number(answer.total ?? ids.length),
    answers: (selection.questions ?? []).map((_question, index) => answer[`answer_${index}`] === true),
  }
}

const statementNames = new Map<string, string>()

/**
 * A statement with a name is planned once for each connection, which is a quarter of what a whole list costs the
 * database. Without bindings there are few: a list, and its filters that are true or false.
 */
function statementName(sql: string): string {
  const known = statementNames.get(sql)
  if (known) return known
  const name = `wire_api_${statementNames.size}`
  statementNames.set(sql, name)
  return name
}

/** An aggregate over no rows is null. */
function column(value: unknown): readonly unknown[] {
  return (value ?? []) as readonly unknown[]
}

function query(resource: WireResource, selection: Selection) {
  const { conditions, page, counted, questions = [] } = selection
  const columns = columnsOf(resource)
  const where = conditions.length > 0 ? ` where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''
  const matching = conditions.flatMap((condition) => condition.bindings)
  const outer = [
    ...columns.map(([name]) => `json_agg(${name}) as ${name}`),
    ...(counted ? [`(select count(*) from ${resource.from}${where}) as total`] : []),
    ...questions.map(({ sql }, index) => `(${sql}) as answer_${index}`),
  ]
  const inner = columns.map(([name, expression]) => `${expression} as ${name}`)
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

type Column = [name: string, expression: string]

function columnsOf(resource: WireResource): Column[] {
  const { fields, id } = resource
  const flags = booleans(resource).map((key, bit) => {
    const field = fields[key] as Extract<WireField, { column: string }>
    return `${field.column}::integer * ${2 ** bit}`
  })
  return [
    ...Object.entries(fields).flatMap(([key, field]) => fieldColumn(key, field)),
    ['id', id],
    ...(flags.length > 0 ? [['flags', flags.join(' + ')] as Column] : []),
  ]
}

function fieldColumn(key: string, field: WireField): Column[] {
  if (field.kind === 'nothing' || field.kind === 'own_address' || field.kind === 'boolean') return []
  // A timestamp without zone becomes JSON as 2025-10-07T12:34:56.789, with PostgreSQL's microseconds.
  return [[`field_${key}`, field.kind === 'moment' ? `${field.column} at time zone 'UTC'` : field.column]]
}

/** Keys of the fields that are true or false. */
function booleans({ fields }: WireResource): string[] {
  return Object.keys(fields).filter((key) => fields[key]!.kind === 'boolean')
}
