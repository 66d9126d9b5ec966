import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { ask, fromRows, named, selectRows, type NamedExpression, type SqlQuery } from './row_query.js'
import type { Selection } from './selection.js'
import type { WireField, WireResource } from './wire_resource.js'

/** Rows by column: a row's values stand at the same index of each. */
export interface WireColumns {
  values: Readonly<Record<string, readonly unknown[]>>
  ids: readonly number[]
  total: number
  answers: readonly boolean[]
}

/**
 * Reads rows column by column: PostgreSQL hands over each column as one JSON array, and all that are true or false
 * together as one of numbers. Of the ways to hand over values that costs the two processes together the least
 * (docs/api-legacy.md).
 *
 * @param resource - what to read
 * @param selection - which rows
 * @param client - in whose transaction; without it in none
 * @returns the columns
 */
export async function readColumns(
  resource: WireResource,
  selection: Selection,
  client?: TransactionClientContract
): Promise<WireColumns> {
  const [answer] = (await ask(columnsQuery(resource, selection), { client })) as [Record<string, unknown>]
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

/** An aggregate over no rows is null. */
function column(value: unknown): readonly unknown[] {
  return (value ?? []) as readonly unknown[]
}

/** One query, whatever is asked. */
function columnsQuery(resource: WireResource, selection: Selection): SqlQuery {
  const columns = columnsOf(resource)
  const rows = selectRows(resource, selection, columns)
  const questions = selection.questions ?? []
  const counted = selection.counted ? [fromRows(resource, selection.conditions)] : []
  const wanted = [
    ...columns.map(([name]) => named([name, `json_agg(${name})`])),
    ...counted.map(({ sql }) => named(['total', `(select count(*) ${sql})`])),
    ...questions.map(({ sql }, index) => named([`answer_${index}`, `(${sql})`])),
  ]
  return {
    sql: `select ${wanted.join(', ')} from (${rows.sql}) as page`,
    bindings: [...counted, ...questions, rows].flatMap(({ bindings }) => bindings),
  }
}

function columnsOf(resource: WireResource): NamedExpression[] {
  const { fields, id } = resource
  const flags = booleans(resource).map((key, bit) => {
    const field = fields[key] as Extract<WireField, { column: string }>
    return `${field.column}::integer * ${2 ** bit}`
  })
  return [
    ...Object.entries(fields).flatMap(([key, field]) => fieldColumn(key, field)),
    ['id', id],
    ...(flags.length > 0 ? [['flags', flags.join(' + ')] as NamedExpression] : []),
  ]
}

function fieldColumn(key: string, field: WireField): NamedExpression[] {
  if (field.kind === 'own_address' || field.kind === 'boolean') return []
  // A timestamp without zone becomes JSON as 2025-10-07T12:34:56.789, with PostgreSQL's microseconds.
  return [[`field_${key}`, field.kind === 'moment' ? `${field.column} at time zone 'UTC'` : field.column]]
}

/** Keys of the fields that are true or false. */
function booleans({ fields }: WireResource): string[] {
  return Object.keys(fields).filter((key) => fields[key]!.kind === 'boolean')
}
