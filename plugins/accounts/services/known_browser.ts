import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'

const COOKIE = 'pydotorg_known'

/** People who share a browser; the rest count as strangers there. */
const MOST = 5

/**
 * Notes in a cookie, encrypted, that somebody has signed in with this browser. It opens nothing. Guesses at a password
 * are limited for each account, and without it whoever guesses would lock its owner out: the owner's own browser has a
 * limit of its own.
 *
 * @param ctx - a request of somebody who has just signed in
 * @param user - who
 */
export function knowBrowser({ request, response }: HttpContext, user: User): void {
  const others = knownIds(request.encryptedCookie(COOKIE)).filter((id) => id !== user.id)
  const ids = [user.id, ...others].slice(0, MOST)
  response.encryptedCookie(COOKIE, ids, { maxAge: '365d', httpOnly: true, sameSite: 'lax', path: '/accounts/' })
}

/**
 * @param ctx - a request
 * @param user - whose password is about to be tried; null when there is no such account
 * @returns true when they have signed in with this browser before
 */
export function isKnownBrowser({ request }: HttpContext, user: User | null): boolean {
  return user !== null && knownIds(request.encryptedCookie(COOKIE)).includes(user.id)
}

function knownIds(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((id): id is number => Number.isInteger(id)) : []
}
