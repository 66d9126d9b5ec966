import type { HttpContext } from '@adonisjs/core/http'
import { pythonType } from '../python_values.js'
import { formValues } from '../write/form_values.js'
import { isForm, mediaTypeOf, type MediaType } from '../write/media_type.js'
import { readBody } from '../write/own_body.js'
import { JsonFault, parseJson } from '../write/parse_json.js'
import { V2Exception } from './v2_answers.js'

/** What a client sent. A form has texts only, and leaves out what is not ticked. */
export interface V2Body {
  kind: 'json' | 'form'
  values: Readonly<Record<string, unknown>>
}

/**
 * @param ctx - a request whose caller may write
 * @returns what its body holds; nothing of an empty one, whatever its type
 * @throws V2Exception 413 for too many bytes, 415 for another type, 400 for what cannot be parsed or is no object
 */
export async function v2Body(ctx: HttpContext): Promise<V2Body> {
  const type = mediaTypeOf(ctx)
  const bytes = await readBody(ctx)
  if (bytes === null) throw new V2Exception(413, 'Request body is too large.')
  if (bytes.length === 0) return { kind: isForm(type.essence) ? 'form' : 'json', values: {} }
  if (isForm(type.essence)) return { kind: 'form', values: await parsedForm(bytes, type) }
  if (type.essence !== 'application/json') {
    throw new V2Exception(415, `Unsupported media type "${type.header}" in request.`)
  }
  return { kind: 'json', values: objectIn(parsedJson(bytes)) }
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return parseJson(bytes)
  } catch (error) {
    throw error instanceof JsonFault ? new V2Exception(400, `JSON parse error - ${error.message}`) : error
  }
}

async function parsedForm(bytes: Buffer, type: MediaType): Promise<V2Body['values']> {
  try {
    return await formValues(bytes, type)
  } catch {
    throw new V2Exception(400, 'Multipart form parse error - the body is not in parts by its boundary')
  }
}

function objectIn(value: unknown): V2Body['values'] {
  if (value === null) throw new V2Exception(400, { non_field_errors: ['No data provided'] })
  const type = pythonType(value)
  if (type === 'dict') return value as V2Body['values']
  throw new V2Exception(400, { non_field_errors: [`Invalid data. Expected a dictionary, but got ${type}.`] })
}
