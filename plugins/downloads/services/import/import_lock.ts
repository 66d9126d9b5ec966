import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'

/** Any two numbers, as long as nobody else locks them. */
const LOCK = [0x70796f, 0x646c]

/** Another process is importing; the message is a sentence for operators. */
export class ImportBusyError extends Error {
  override name = 'ImportBusyError'
}

/**
 * Runs something while no other process imports. The lock belongs to a connection of its own, so that it ends with the
 * process however that ends.
 *
 * @param work - what to do
 * @returns what it returns
 * @throws ImportBusyError when another process holds the lock; whatever `work` throws
 */
export async function withImportLock<T>(work: () => Promise<T>): Promise<T> {
  // Nothing may have been asked of the database yet.
  db.manager.connect(db.primaryConnectionName)
  const { client }: Knex = db.manager.get(db.primaryConnectionName)!.connection!.client!
  const connection = await client.acquireConnection()
  try {
    const { rows } = await connection.query('select pg_try_advisory_lock($1, $2) as held', LOCK)
    if (!rows[0].held) {
      throw new ImportBusyError('Another import is running. Wait until it is done, then give the command again.')
    }
    try {
      return await work()
    } finally {
      // When the connection is lost the lock is too, and the reason for it matters more.
      await connection.query('select pg_advisory_unlock($1, $2)', LOCK).catch(() => {})
    }
  } finally {
    await client.releaseConnection(connection)
  }
}
