import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { StrictValues } from '@adonisjs/lucid/types/querybuilder'
import type { SqlCondition } from '../selection.js'
import type { WireField, WireResource } from '../wire_resource.js'
import type { WireValues, WireWrites } from './wire_writes.js'

/** Asked of the database before a row is saved. */
export interface RowQuestion {
  /** The field that is wrong when the answer is `wrongWhen`. */
  field: string
  kind: 'missing' | 'taken' | 'marked'
  condition: SqlCondition
}

/** What is about to be written to a resource. */
export interface Intended {
  resource: WireResource
  writes: WireWrites
  /** Of the row that is changed; null for a new one. */
  id: number | null
}

/**
 * @param intended - where the values go
 * @param values - those that could be read
 * @returns whether related rows are there, and whether what must be unique is taken
 */
export function questionsAbout({ resource, id }: Intended, values: WireValues): RowQuestion[] {
  return Object.entries(values).flatMap(([field, value]): RowQuestion[] => {
    const declared = resource.fields[field]!
    if (declared.kind === 'related') {
      const condition = { sql: `not ${exists(declared.to, `${declared.to.id} = ?`)}`, bindings: [Number(value)] }
      return [{ field, kind: 'missing', condition }]
    }
    if (!isUnique(declared)) return []
    const other = otherThan(resource, id)
    return [
      {
        field,
        kind: 'taken',
        condition: {
          sql: exists(resource, `${declared.column} = ? and ${other.sql}`),
          bindings: [String(value), ...other.bindings],
        },
      },
    ]
  })
}

/**
 * @param intended - where the values go
 * @param values - of the whole row
 * @returns whether another row has the mark that only one may have; null when this row has none
 */
export function markQuestion({ resource, writes, id }: Intended, values: WireValues): RowQuestion | null {
  const rule = writes.oneMark
  if (!rule || values[rule.mark] !== true) return null
  const same = rule.of.map((field) => `${columnOf(resource, field)} = ?`)
  const other = otherThan(resource, id)
  const condition = [columnOf(resource, rule.mark), ...same, other.sql].join(' and ')
  return {
    field: rule.mark,
    kind: 'marked',
    condition: {
      sql: exists(resource, condition),
      bindings: [...rule.of.map((field) => Number(values[field])), ...other.bindings],
    },
  }
}

/**
 * Asks all of it in one query.
 *
 * @param questions - any number
 * @param trx - of the change
 * @returns those whose answer is yes
 */
export async function answeredYes(
  questions: readonly RowQuestion[],
  trx: TransactionClientContract
): Promise<RowQuestion[]> {
  if (questions.length === 0) return []
  const columns = questions.map(({ condition }, index) => `(${condition.sql}) as answer_${index}`)
  const bindings = questions.flatMap(({ condition }) => condition.bindings) as StrictValues[]
  const { rows } = await trx.rawQuery<{ rows: [Record<string, boolean>] }>(`select ${columns.join(', ')}`, bindings)
  return questions.filter((_question, index) => rows[0][`answer_${index}`] === true)
}

/**
 * @param resource - with the field
 * @param field - one that has a column
 * @returns the column, with its table
 */
export function columnOf(resource: WireResource, field: string): string {
  const declared = resource.fields[field]!
  if (!('column' in declared)) throw new Error(`Field "${field}" of ${resource.path} has no column.`)
  return declared.column
}

function isUnique(field: WireField): field is Extract<WireField, { unique?: boolean; column: string }> {
  return field.kind === 'text' && field.unique === true
}

function exists({ from }: WireResource, condition: string): string {
  return `exists (select 1 from ${from} where ${condition})`
}

function otherThan({ id: key }: WireResource, id: number | null): SqlCondition {
  return id === null ? { sql: 'true', bindings: [] } : { sql: `${key} <> ?`, bindings: [id] }
}
