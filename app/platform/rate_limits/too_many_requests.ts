import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { RateCount } from './rate_limits.js'

/** Somebody asked more often than they may: 429, and when to try again. */
export class TooManyRequests extends Exception {
  static override status = 429
  static override code = 'E_TOO_MANY_REQUESTS'
  readonly #count: RateCount

  /** @param count - what the request came to */
  constructor(count: RateCount) {
    super(`There were too many requests in a short time. Try again in ${inWords(count.resetIn)}.`)
    this.#count = count
  }

  /** Seconds. */
  get retryAfter(): number {
    return this.#count.resetIn
  }

  /** Nothing is broken, but operators may want to know whom they turn away. The address itself may hold a mailed key. */
  report(_error: this, { logger, request, route }: HttpContext): void {
    const { key, resetIn } = this.#count
    logger.warn({ limited: key, ip: request.ip(), path: route?.pattern, retry_after: resetIn }, 'too many requests')
  }
}

function inWords(seconds: number): string {
  if (seconds === 1) return 'a second'
  if (seconds <= 120) return `${seconds} seconds`
  return seconds <= 7_200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3_600)} hours`
}
