import type { Database } from '@adonisjs/lucid/database'
import type pg from 'pg'

/**
 * @param db - Lucid's database
 * @returns how `pg` reaches the same one, for a connection beside the pool
 */
export function connectionSettings(db: Database): pg.ClientConfig {
  const connection = db.manager.get(db.primaryConnectionName)?.config.connection
  return typeof connection === 'string' ? { connectionString: connection } : { ...(connection as pg.ClientConfig) }
}
