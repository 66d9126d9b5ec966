import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import { configurePostgresTypes } from '@pydotorg/platform/database'
import { pluginsOf } from '@pydotorg/platform/plugins'
import env from '#start/env'

configurePostgresTypes()

const plugins = await pluginsOf(app.appRoot)

export default defineConfig({
  connection: 'postgres',
  connections: {
    postgres: {
      client: 'pg',
      connection: env.get('DATABASE_URL'),
      pool: { min: 0, max: env.get('DATABASE_POOL_MAX', 10) },
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
