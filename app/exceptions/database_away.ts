import { Exception } from '@adonisjs/core/exceptions'

/** The database cannot be reached: 503, and again in some seconds. Nothing has to be restarted when it is back. */
export class DatabaseAwayException extends Exception {
  static override status = 503
  static override code = 'E_DATABASE_AWAY'
  /** Seconds after which it may be back. */
  readonly retryAfter = 5
}

/** Of the socket: nobody listens, nobody answers, or the connection was cut. */
const SOCKET_CODES = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  // Of Node, when none of the addresses of a name answered in time.
  'ERR_SOCKET_CONNECTION_TIMEOUT',
])

/**
 * Of PostgreSQL: shutting down, crashed, starting up, dropped, tired of a connection that was idle, too many connections;
 * class 08 is the connection itself.
 */
const SERVER_CODES = /^(57P0[1-5]|53300|08...)$/

/** What the driver says without a code; the statement, a dash and a space come before it when one was under way. */
const MESSAGES =
  /(?:^| - )(?:Connection terminated(?: unexpectedly)?|Client (?:has encountered a connection error|was closed) and is not queryable|timeout expired|There was an error establishing an SSL connection)$/

/**
 * Tells an unreachable database from a mistake in a query. Requests to other services by `fetch` do not look like it:
 * they throw a TypeError whose cause is the socket's error.
 *
 * @param error - whatever was thrown
 * @returns true when the database could not be reached
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (SOCKET_CODES.has(code) || SERVER_CODES.test(code)) return true
  // The socket file of a server that was stopped.
  if (code === 'ENOENT' && syscall === 'connect') return true
  return error.name === 'KnexTimeoutError' || MESSAGES.test(error.message)
}
