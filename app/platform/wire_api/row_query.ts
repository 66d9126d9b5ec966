import type { Database } from '@adonisjs/lucid/database'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Selection, SqlCondition } from './selection.js'
import type { WireResource } from './wire_resource.js'

/** SQL with its bindings, and a name in it for what an expression yields. */
export type SqlQuery = SqlCondition
export type NamedExpression = [name: string, expression: string]

/**
 * @param resource - what to read
 * @param conditions - which rows
 * @returns `from …`, with the conditions
 */
export function fromRows(resource: WireResource, conditions: readonly SqlCondition[]): SqlQuery {
  const where = conditions.length > 0 ? ` where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''
  return { sql: `from ${resource.from}${where}`, bindings: conditions.flatMap((condition) => condition.bindings) }
}

/**
 * @param resource - what to read
 * @param selection - which rows
 * @param columns - what to read of each
 * @returns the query for these rows, in the resource's order
 */
export function selectRows(
  resource: WireResource,
  { conditions, page }: Pick<Selection, 'conditions' | 'page'>,
  columns: readonly NamedExpression[]
): SqlQuery {
  const from = fromRows(resource, conditions)
  const order = [...resource.order, resource.id].join(', ')
  return {
    sql: `select ${columns.map(named).join(', ')} ${from.sql} order by ${order}${page ? ' limit ? offset ?' : ''}`,
    bindings: [...from.bindings, ...(page ? [page.limit, page.offset] : [])],
  }
}

/**
 * @param expression - SQL with the name it gets
 * @returns `expression as name`
 */
export function named([name, expression]: NamedExpression): string {
  return `${expression} as ${name}`
}

interface AskOptions {
  client?: TransactionClientContract | Database
}

/**
 * @param query - to be run
 * @param options - `client`: in whose transaction
 * @returns the rows
 */
export async function ask<Row>({ sql, bindings }: SqlQuery, { client = db }: AskOptions = {}): Promise<Row[]> {
  const asked = client.rawQuery<{ rows: Row[] }>(sql, [...bindings])
  if (bindings.length === 0) asked.knexQuery.options({ name: statementName(sql) })
  return (await asked).rows
}

const statementNames = new Map<string, string>()

/**
 * A statement with a name is planned once for each connection, which is a quarter of what a whole list costs the
 * database. Without bindings there are few: a list, and its filters that are true or false.
 *
 * @param sql - without bindings
 * @returns its name in this process
 */
export function statementName(sql: string): string {
  const known = statementNames.get(sql)
  if (known) return known
  const name = `wire_api_${statementNames.size}`
  statementNames.set(sql, name)
  return name
}
