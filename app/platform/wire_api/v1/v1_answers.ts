import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { pythonJson } from '../python_text.js'
import { QueryParameters } from '../query_parameters.js'
import type { FieldFaults } from '../write/wire_writes.js'

const HTML = 'text/html; charset=utf-8'

/** tastypie's answer to what it cannot make sense of; release-tools prints `error_message`. */
const NOT_UNDERSTOOD = { error_message: 'Sorry, this request could not be processed. Please try again later.' }

/**
 * @param ctx - the request
 * @param json - the body
 * @throws V1BadRequest for an Accept header that is none
 */
export function sendJson(ctx: HttpContext, json: string): void {
  refuseBrokenAccept(ctx)
  ctx.response.header('Vary', 'Accept').header('Cache-Control', 'no-cache')
  sendBody(ctx, json)
}

/** Sends JSON that no cache keys by Accept: errors and the root. */
export function sendBody({ response }: HttpContext, json: string): void {
  response.header('Content-Type', 'application/json').send(Buffer.from(json))
}

/** There is no such row: 404 without a word. */
export function sendNotFound(ctx: HttpContext): void {
  ctx.response.status(404).header('Vary', 'Accept')
  sendEmpty(ctx)
}

/** The address holds something that cannot be an id. */
export function sendNotUnderstood(ctx: HttpContext): void {
  ctx.response.status(404)
  sendBody(ctx, pythonJson(NOT_UNDERSTOOD))
}

/**
 * A row was made: 201 without a word.
 *
 * @param ctx - the request
 * @param location - path of the new row; release-tools takes its id from the end
 */
export function sendCreated(ctx: HttpContext, location: string): void {
  ctx.response.status(201).header('Vary', 'Accept').header('Location', location)
  sendEmpty(ctx)
}

/** What was to go is gone: 204. */
export function sendGone({ response }: HttpContext): void {
  response.status(204).header('Vary', 'Accept').send(null)
}

/**
 * Names the methods of an address, as header and as body.
 *
 * @param ctx - the request
 * @param methods - in python.org's order
 */
export function sendMethods({ request, response }: HttpContext, methods: readonly string[]): void {
  const allowed = methods.join(',')
  response.status(request.method() === 'OPTIONS' ? 200 : 405).header('Allow', allowed)
  response.header('Content-Type', HTML).send(allowed)
}

function sendEmpty({ response }: HttpContext): void {
  // An empty string would go out chunked; an empty buffer says Content-Length: 0.
  response.header('Content-Type', HTML).send(Buffer.alloc(0))
}

/** An answer other than success. The log of requests has it, so it is not reported again. */
abstract class V1Exception extends Exception {
  report(): void {}
}

/** What the client asked makes no sense: 400 with a sentence. */
export class V1BadRequest extends V1Exception {
  static override status = 400
  static override code = 'E_API_V1_BAD_REQUEST'

  handle(error: this, ctx: HttpContext): void {
    ctx.response.status(error.status)
    sendBody(ctx, pythonJson({ error: withoutMarkup(error.message) }))
  }
}

/** The body cannot be read at all: 415 for another type than JSON, 413 for too many bytes. */
export class V1NotUnderstood extends V1Exception {
  static override code = 'E_API_V1_NOT_UNDERSTOOD'

  /** @param status - of the answer */
  constructor(status: 413 | 415) {
    super('The body cannot be read', { status })
  }

  handle(error: this, ctx: HttpContext): void {
    ctx.response.status(error.status)
    sendBody(ctx, pythonJson(NOT_UNDERSTOOD))
  }
}

/** A row that is not valid: 400 with sentences by field. */
export class V1Invalid extends V1Exception {
  static override status = 400
  static override code = 'E_API_V1_INVALID'
  readonly #body: Record<string, unknown>

  /**
   * @param path - of the resource
   * @param faults - sentences by field
   * @param style - `in words` adds `error_message`, which release-tools prints; python.org fails on these
   */
  constructor(path: string, faults: FieldFaults, style?: 'in words') {
    super('The row is not valid')
    this.#body = { [path]: faults, ...(style ? { error_message: inWords(faults) } : {}) }
  }

  handle(error: this, ctx: HttpContext): void {
    ctx.response.status(error.status)
    sendBody(ctx, pythonJson(error.#body))
  }
}

function inWords(faults: FieldFaults): string {
  return Object.entries(faults)
    .map(([field, sentences]) => `${field}: ${sentences.join(' ')}`)
    .join(' ')
}

/** No credential, a wrong one, or one that does not suffice: 401 without a word. */
export class V1Unauthorized extends V1Exception {
  static override status = 401
  static override code = 'E_API_V1_UNAUTHORIZED'

  handle(error: this, ctx: HttpContext): void {
    ctx.response.status(error.status)
    sendEmpty(ctx)
  }
}

/** Behaviour kept from tastypie: its sentences are safe to show in a page, also where they are not shown in one. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const MEDIA_RANGE = /^\s*(?:\*|[^/]*\/[^/]*)\s*$/

/** JSON is the answer to every Accept header that can be read. */
function refuseBrokenAccept({ request }: HttpContext): void {
  const accept = request.header('accept')
  if (!accept || QueryParameters.of(request).get('format') === 'json') return
  const readable = accept.split(',').every((range) => MEDIA_RANGE.test(range.split(';')[0]!))
  if (!readable) throw new V1BadRequest('Invalid Accept header')
}
