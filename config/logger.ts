import app from '@adonisjs/core/services/app'
import { defineConfig, stdSerializers, targets } from '@adonisjs/core/logger'
import { maskPasswords, maskSecrets } from '@pydotorg/platform/logging'
import env from '#start/env'
import { logOutput, logStream } from '#logging/log_stream'

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
      ...(logStream
        ? { destination: logStream }
        : { transport: { targets: [targets.pretty({ destination: logOutput })] } }),
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
