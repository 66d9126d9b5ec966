import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { answerMemory, reuseAfter } from './answer_memory.js'

/**
 * @param ctx - the request
 * @param json - the body
 */
export function sendJson({ response }: HttpContext, json: string | Buffer): void {
  const body = typeof json === 'string' ? Buffer.from(json) : json
  reuseAfter(body, response.response)
  response.header('Content-Type', 'application/json').send(body)
}

/**
 * @param ctx - the request
 * @param status - of an answer without a body
 */
export function sendNothing({ response }: HttpContext, status: 204 | 400): void {
  response.status(status).send(null)
}

/**
 * @param texts - JSON of rows, with commas between those of one text
 * @returns the JSON array of all, in UTF-8
 * @example
 * jsonArray(['1,2', '3']) // <Buffer [1,2,3]>
 */
export function jsonArray(texts: readonly string[]): Buffer {
  return inOneBuffer(['[', ...texts.flatMap((text, index) => (index === 0 ? text : [',', text])), ']'])
}

/** Measured first and written once: what is allocated for a moment makes the garbage collector run. */
function inOneBuffer(texts: readonly string[]): Buffer {
  const buffer = answerMemory(texts.reduce((length, text) => length + Buffer.byteLength(text), 0))
  texts.reduce((position, text) => position + buffer.write(text, position), 0)
  return buffer
}

/** So few rows that their text lives in the nursery of the heap, where one of hundreds of kilobytes does not. */
const ROWS_TOGETHER = 50

/**
 * @param rows - plain data
 * @returns compact JSON of them without the brackets of an array, fifty in one text
 */
export function compactRows(rows: readonly unknown[]): string[] {
  const texts: string[] = []
  for (let from = 0; from < rows.length; from += ROWS_TOGETHER) {
    texts.push(compactJson(rows.slice(from, from + ROWS_TOGETHER)).slice(1, -1))
  }
  return texts
}

/**
 * @param value - plain data
 * @returns compact JSON, with two line separators that JavaScript once stumbled over as escapes
 */
export function compactJson(value: unknown): string {
  let json = JSON.stringify(value)
  // A search finds out at once that a text without any wide character holds neither; a replacement looks at it all.
  for (const [separator, escape] of LINE_SEPARATORS) {
    if (json.includes(separator)) json = json.replaceAll(separator, escape)
  }
  return json
}

const LINE_SEPARATORS = [
  ['\u2028', '\\u2028'],
  ['\u2029', '\\u2029'],
] as const

/** What the body of an error holds. */
type ErrorBody = Readonly<Record<string, string | readonly string[]>>

/** Anything but success: a status and a body that says why. */
export class V2Exception extends Exception {
  static override code = 'E_API_V2'
  readonly #body: ErrorBody

  /**
   * @param status - of the answer
   * @param body - a sentence for `detail`, or sentences by parameter
   */
  constructor(status: number, body: string | Readonly<Record<string, readonly string[]>>) {
    super(`python.org API v2 answers ${status}`, { status })
    this.#body = typeof body === 'string' ? { detail: body } : body
  }

  /** The log of requests has it already. */
  report(): void {}

  handle(error: this, ctx: HttpContext): void {
    ctx.response.status(error.status)
    if (error.status === 401) ctx.response.header('WWW-Authenticate', 'Token')
    sendJson(ctx, compactJson(error.#body))
  }
}
