import type { HttpContext } from '@adonisjs/core/http'
import { formValues } from '../write/form_values.js'
import { isForm, mediaTypeOf, type MediaType } from '../write/media_type.js'
import { readBody } from '../write/own_body.js'
import { JsonFault, parseJson } from '../write/parse_json.js'
import { V1BadRequest, V1NotUnderstood, V1Unauthorized } from './v1_answers.js'

/** What a client sent, by the names of fields. */
export type V1Body = Readonly<Record<string, unknown>>

/**
 * @param ctx - a request whose caller may write
 * @returns the JSON object of its body
 * @throws V1BadRequest for what is no JSON, V1NotUnderstood for another type or too many bytes, V1Unauthorized for a
 *   form with a credential in it
 */
export async function v1Body(ctx: HttpContext): Promise<V1Body> {
  const type = mediaTypeOf(ctx)
  const bytes = await readBody(ctx)
  if (bytes === null) throw new V1NotUnderstood(413)
  if (isForm(type.essence) && (await holdsCredential(bytes, type))) throw new V1Unauthorized()
  if (type.essence !== 'application/json') throw new V1NotUnderstood(415)

  const value = parsed(bytes)
  // Behaviour kept from tastypie for {}; what is no object at all it fails on, or takes for an empty one.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notJson()
  return value as V1Body
}

function parsed(bytes: Buffer): unknown {
  try {
    return parseJson(bytes)
  } catch (error) {
    throw error instanceof JsonFault ? notJson() : error
  }
}

function notJson(): V1BadRequest {
  return new V1BadRequest('Request is not valid JSON.')
}

/** Whoever puts a key into a form must learn that it counts no more there than in an address. */
async function holdsCredential(bytes: Buffer, type: MediaType): Promise<boolean> {
  const values = await formValues(bytes, type).catch(() => ({}))
  return 'username' in values || 'api_key' in values
}
