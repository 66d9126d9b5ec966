import app from '@adonisjs/core/services/app'
import { defineConfig, stdSerializers, targets } from '@adonisjs/core/logger'
import { maskPasswords, maskSecrets } from '@pydotorg/platform/logging'
import env from '#start/env'
import { turnStream } from '#logging/turn_stream'

/** The standard output of a command is its answer, often JSON for another program; what it logs goes beside it. */
const output = app.getEnvironment() === 'console' ? process.stderr.fd : process.stdout.fd

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'pydotorg',
      level: env.get('LOG_LEVEL', app.inTest ? 'silent' : 'info'),
      // Secrets are masked by the name of their field, at any depth, also in what hangs on errors.
      formatters: { log: (record) => maskSecrets(record) as Record<string, unknown> },
      hooks: {
        logMethod(parts, method) {
          method.apply(
            this,
            parts.map((part) => (typeof part === 'string' ? maskPasswords(part) : part)) as typeof parts
          )
        },
      },
      serializers: { err: (error: Error) => maskSecrets({ ...stdSerializers.err(error) }) },
      // Production writes JSON straight to the stream: a worker thread for that costs start-up time and loses lines on a crash.
      ...(app.inDev
        ? {
            transport: {
              targets: targets()
                .push(targets.pretty({ destination: output }))
                .toArray(),
            },
          }
        : { destination: turnStream(output) }),
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
