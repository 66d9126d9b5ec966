import app from '@adonisjs/core/services/app'
import { turnStream } from '#logging/turn_stream'

/** Where lines of the log go. The standard output of a command is its answer, often JSON: what it logs goes beside it. */
export const logOutput = app.getEnvironment() === 'console' ? process.stderr.fd : process.stdout.fd

/** Lines as JSON, straight to the output; null in development, where they are written to be read by people. */
export const logStream = app.inDev ? null : turnStream(logOutput)
