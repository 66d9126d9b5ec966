import app from '@adonisjs/core/services/app'
import { defineConfig, targets } from '@adonisjs/core/logger'
import env from '#start/env'

/** Where secrets travel in log records; the value is replaced, the key stays visible. */
const secretPaths = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.secret',
  '*.authorization',
  '*.cookie',
  'headers["set-cookie"]',
  '*.headers["set-cookie"]',
]

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'pydotorg',
      level: env.get('LOG_LEVEL', app.inTest ? 'silent' : 'info'),
      redact: { paths: secretPaths, censor: '[masked]' },
      // Production writes JSON straight to stdout: a worker thread for that costs start-up time and loses lines on a crash.
      ...(app.inDev ? { transport: { targets: targets().push(targets.pretty()).toArray() } } : {}),
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
