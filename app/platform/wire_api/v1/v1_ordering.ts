import type { QueryParameters } from '../query_parameters.js'
import type { WireResource } from '../wire_resource.js'
import { V1BadRequest } from './v1_answers.js'

/**
 * No resource lets a client choose the order, and each says so.
 *
 * @param resource - that is listed
 * @param parameters - of the request
 * @throws V1BadRequest when the client asks for an order
 */
export function refuseOrdering(resource: WireResource, parameters: QueryParameters): void {
  const [wanted] = [...parameters.all('order_by'), ...parameters.all('sort_by')]
  if (wanted === undefined) return
  const key = wanted.replace(/^-/, '').split('__')[0]!
  throw new V1BadRequest(
    Object.hasOwn(resource.fields, key)
      ? `The '${key}' field does not allow ordering.`
      : `No matching '${key}' field for ordering on.`
  )
}
