import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Ids that a proxy in front of the site may give. */
const ACCEPTABLE = /^[\w.:-]{8,128}$/

/**
 * The id of a request, which is shown to visitors and stands in every line of the log: what a client sends as one must
 * look like one, or the request is given another.
 *
 * @param request - gets the id as its header
 * @returns the id
 */
export function requestId({ headers }: IncomingMessage): string {
  return (headers['x-request-id'] = idFor(headers))
}

/**
 * @param headers - of a request that nobody else will see
 * @returns the id that it was given, or a new one each time
 */
export function idFor(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID()
}
