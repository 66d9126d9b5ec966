import db from '@adonisjs/lucid/services/db'
import type { AnyRow, RowQuery } from '@pydotorg/platform/admin'

/** More than this are not counted one by one. */
export const COUNTED = 10_000

/** How many rows there are. */
export interface RowCount {
  total: number
  /** False for what the planner of the database thinks. */
  isExact: boolean
}

/**
 * @param query - rows that fit, in no order
 * @returns how many; by the planner's estimate where counting would take long, else to the last one
 */
export async function countRows(query: RowQuery<AnyRow>): Promise<RowCount> {
  const estimate = await estimateOf(query.clone() as RowQuery<AnyRow>)
  if (estimate > 2 * COUNTED) return { total: rounded(estimate), isExact: false }
  const { sql, bindings } = query.limit(COUNTED + 1).toSQL()
  const { rows } = await db.rawQuery<{ rows: [{ total: string }] }>(
    `select count(*) as total from (${sql}) as counted`,
    bindings
  )
  const total = Number(rows[0].total)
  return total > COUNTED ? { total: rounded(Math.max(estimate, total)), isExact: false } : { total, isExact: true }
}

async function estimateOf(query: RowQuery<AnyRow>): Promise<number> {
  const { sql, bindings } = query.toSQL()
  const { rows } = await db.rawQuery<{ rows: [{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }] }>(
    `explain (format json) ${sql}`,
    bindings
  )
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows']
}

/** To two digits: nobody should take it for a count. */
function rounded(estimate: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, estimate))) - 1)
  return Math.round(estimate / step) * step
}
