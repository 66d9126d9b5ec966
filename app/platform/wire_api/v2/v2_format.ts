import type { HttpContext } from '@adonisjs/core/http'
import { QueryParameters } from '../query_parameters.js'
import { V2Exception } from './v2_answers.js'

/** Media ranges that JSON satisfies, whatever their parameters. */
const SATISFIED = ['*/*', 'application/*', 'application/json']

/**
 * Agrees with the client on JSON, the only format.
 *
 * @param ctx - the request
 * @param suffix - format that the address names, as `os.json` does
 * @throws V2Exception 404 for another format by name, 406 for an Accept header that JSON does not satisfy
 */
export function agreeOnJson({ request }: HttpContext, suffix: 'json' | null): void {
  const asked = suffix ?? QueryParameters.of(request).get('format')
  if (asked && asked !== 'json') throw new V2Exception(404, 'Not found.')

  // An Accept header that is there and empty accepts nothing.
  const accept = request.headers().accept ?? '*/*'
  const ranges = accept.split(',').map((range) => range.split(';')[0]!.trim().toLowerCase())
  if (!ranges.some((range) => SATISFIED.includes(range))) {
    throw new V2Exception(406, 'Could not satisfy the request Accept header.')
  }
}

/** How addresses in an answer begin and end. */
export interface V2Addresses {
  before: string
  after: string
}

/**
 * Behaviour kept from python.org: addresses have the scheme and the host of the request, and carry on with the
 * format that the client asked for by name.
 *
 * @param ctx - the request
 * @param suffix - of the address, as for agreeOnJson
 * @returns what stands before the path of a collection, and after the id of a row
 */
export function v2Addresses({ request }: HttpContext, suffix: 'json' | null): V2Addresses {
  const format = QueryParameters.of(request).get('format')
  const slash = format === null ? '/' : `/?format=${encodeURIComponent(format)}`
  return {
    before: `${request.protocol()}://${request.host() ?? 'localhost'}/api/v2/`,
    after: suffix === null ? slash : `.${suffix}`,
  }
}
