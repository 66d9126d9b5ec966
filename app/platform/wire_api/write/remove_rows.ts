import db from '@adonisjs/lucid/services/db'
import type { StrictValues } from '@adonisjs/lucid/types/querybuilder'
import type { SqlCondition } from '../selection.js'
import { recordWrite, type WireWriting } from './record_write.js'

/**
 * Removes rows in one transaction.
 *
 * @param writing - who writes where
 * @param condition - which rows
 * @returns how many there were
 */
export async function removeRows(writing: WireWriting, condition: SqlCondition): Promise<number> {
  const { resource, writes, account } = writing
  const { default: rows } = await writes.rows()
  return db.transaction(async (trx) => {
    const change = { trx, account }
    const found = await trx.rawQuery<{ rows: { id: number }[] }>(
      `select ${resource.id} as id from ${resource.from} where ${condition.sql} order by 1`,
      condition.bindings as StrictValues[]
    )
    const removed = await rows.remove(
      found.rows.map(({ id }) => id),
      change
    )
    for (const [id, before] of removed)
      await recordWrite(writing, { action: 'delete', id, before, after: null }, change)
    return removed.size
  })
}
