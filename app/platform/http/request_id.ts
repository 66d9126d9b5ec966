import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

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
  const given = headers['x-request-id']
  if (typeof given === 'string' && ACCEPTABLE.test(given)) return given
  return (headers['x-request-id'] = randomUUID())
}
