import { STATUS_CODES } from 'node:http'
import type { HttpContext } from '@adonisjs/core/http'
import { errorText } from '#exceptions/error_texts'

/** A field that was refused. */
interface FieldError {
  field: string
  message: string
}

/** What the handler needs to know of an exception. */
export interface HttpFailure {
  status: number
  code?: string
  message: string
  messages?: unknown
  /** Seconds. */
  retryAfter?: number
}

/** An error as RFC 9457 has it, with the request's id, and with the refused fields for 422. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  requestId?: string
  errors?: FieldError[]
  /** Seconds after which the same request may be sent again. */
  retry_after?: number
}

/** Written by frameworks for programmers, not for those who read the page. */
const TECHNICAL = new Set([
  'E_AUTHORIZATION_FAILURE',
  'E_ROUTE_NOT_FOUND',
  'E_ROW_NOT_FOUND',
  'E_VALIDATION_ERROR',
  'E_HTTP_EXCEPTION',
])

/** Written by us for those who read the page, although the status is 5xx. */
const READABLE = new Set(['E_MAINTENANCE'])

function detailOf(failure: HttpFailure): string {
  const { explanation } = errorText(failure.status, failure.code)
  if (failure.code && READABLE.has(failure.code)) return failure.message
  if (failure.status >= 500 || !failure.message || (failure.code && TECHNICAL.has(failure.code))) return explanation
  return failure.message
}

function fieldErrors(messages: unknown): FieldError[] | undefined {
  if (!Array.isArray(messages)) return undefined
  return messages.map(({ field, message }) => ({ field: String(field), message: String(message) }))
}

/**
 * @param failure - what was thrown
 * @param ctx - the request
 * @returns what may be told of it: of a failure of ours nothing but that it happened
 */
export function problemOf(failure: HttpFailure, ctx: HttpContext): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[failure.status] ?? 'Error',
    status: failure.status,
    detail: detailOf(failure),
    instance: ctx.request.url(),
    requestId: ctx.request.id(),
    errors: fieldErrors(failure.messages),
    retry_after: failure.retryAfter,
  }
}

/** True for API addresses, and for who prefers JSON; a browser and `curl` without headers get a page. */
export function wantsProblem({ request }: HttpContext): boolean {
  if (request.url().startsWith('/api/')) return true
  const preferred = request.accepts(['html', 'application/problem+json', 'application/json'])
  return preferred === 'application/problem+json' || preferred === 'application/json'
}
