import { Env } from '@adonisjs/core/env'

/*
| Every setting that comes from the environment, validated at boot, so that a
| wrong one is told by name before anything starts. See .env.example.
*/
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  APP_KEY: Env.schema.secret(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  LOG_LEVEL: Env.schema.enum.optional(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const),
  DATABASE_URL: Env.schema.string(),
  DATABASE_POOL_MAX: Env.schema.number.optional(),
  SHUTDOWN_DEADLINE: Env.schema.number.optional(),
  PACKAGE_INDEX_URL: Env.schema.string.optional({ format: 'url' }),
})
