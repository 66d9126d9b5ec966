import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * @param ctx - the request
 * @param json - the body
 */
export function sendJson({ response }: HttpContext, json: string | Buffer): void {
  response.header('Content-Type', 'application/json').send(typeof json === 'string' ? Buffer.from(json) : json)
}

/** So few rows that their text lives in the heap's nursery: one text of hundreds of kilobytes costs more than all else. */
const ROWS_TOGETHER = 40

/**
 * @param rows - plain data
 * @returns compact JSON, as compactJson, in UTF-8
 */
export function compactArray(rows: readonly unknown[]): Buffer {
  const chunks: string[] = []
  for (let from = 0; from < rows.length; from += ROWS_TOGETHER) {
    chunks.push(compactJson(rows.slice(from, from + ROWS_TOGETHER)).slice(1, -1))
  }
  return Buffer.concat([
    Buffer.from('['),
    ...chunks.map((chunk, index) => Buffer.from(index === 0 ? chunk : `,${chunk}`)),
    Buffer.from(']'),
  ])
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
