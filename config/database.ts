import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import { configurePostgresTypes } from '@pydotorg/platform/database'
import { pluginsOf } from '@pydotorg/platform/plugins'
import type { Client } from 'pg'
import env from '#start/env'

configurePostgresTypes()

const plugins = await pluginsOf(app.appRoot)

/** Who waits longer than this for a database that does not answer is told so: 503. `pg` knows the second field, Lucid's type does not. */
const connection = { connectionString: env.get('DATABASE_URL'), connectionTimeoutMillis: 5_000 }

/**
 * The site's tables fit into memory, where one page costs as much as another. PostgreSQL assumes a turning disk unless
 * told, and sorts whole lists instead of reading them by the index that has their order.
 */
function planForMemory(client: Client, done: (error: Error | null) => void): void {
  client.query('set random_page_cost = 1.1', (error) => done(error))
}

export default defineConfig({
  connection: 'postgres',
  connections: {
    postgres: {
      client: 'pg',
      connection,
      pool: {
        min: 0,
        max: env.get('DATABASE_POOL_MAX', 10),
        acquireTimeoutMillis: 10_000,
        afterCreate: planForMemory,
      },
      migrations: {
        naturalSort: true,
        // The host's tables first, then each plugin's after those of the plugins it requires.
        paths: ['database/migrations', ...plugins.migrationPaths()],
      },
      // Models declare their columns; tests/conformance compares them with the tables (docs/adr/0004).
      schemaGeneration: { enabled: false },
    },
  },
})
