import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'

const COOKIE = 'visitor'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * The random id that stays with a visitor, from a signed cookie. Call it only when something must be decided by it:
 * a visitor who has none is given one, and pages that set no cookie can be cached for everybody.
 *
 * @param ctx - the request
 * @returns the id
 */
export function visitorId(ctx: HttpContext): string {
  const known: unknown = ctx.request.cookie(COOKIE)
  if (typeof known === 'string' && UUID.test(known)) return known
  const given = randomUUID()
  ctx.response.cookie(COOKIE, given, { maxAge: '365 days', httpOnly: true, sameSite: 'lax' })
  return given
}
