import type { EmitterService } from '@adonisjs/core/types'
import type { Database } from '@adonisjs/lucid/database'
import type { Knex } from 'knex'

/**
 * Hands over every client that sends statements: those that there are, and each that comes about later.
 *
 * @param db - whose connections
 * @param emitter - tells of new ones
 * @param use - called with each, the same one more than once
 * @example
 * eachClient(db, emitter, (client) => watch.watch(client))
 */
export function eachClient(db: Database, emitter: EmitterService, use: (client: Knex) => void): void {
  const both = ({ client, readClient }: { client?: Knex; readClient?: Knex }): void => {
    for (const each of new Set([client, readClient])) if (each) use(each)
  }
  emitter.on('db:connection:connect', both)
  for (const { connection } of db.manager.connections.values()) if (connection) both(connection)
}
