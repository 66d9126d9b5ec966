import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** The caller's day is used up: 429 without a word, as tastypie has it. */
export class V1Throttled extends Exception {
  static override status = 429
  static override code = 'E_API_V1_THROTTLED'

  /** The log of requests has it already. */
  report(): void {}

  handle(error: this, { response }: HttpContext): void {
    response.status(error.status).header('Content-Type', 'text/html; charset=utf-8').send(Buffer.alloc(0))
  }
}
