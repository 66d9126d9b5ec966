import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

const PURPOSE = 'accounts.shown_once'

/**
 * Hands a secret over to the next page, which shows it and nobody ever again. The session keeps it encrypted meanwhile, so
 * that it is never readable in the database.
 *
 * @param ctx - the request that made the secret
 * @param name - by which the next page asks for it
 * @param secret - what is shown
 */
export function showOnce({ session }: HttpContext, name: string, secret: string | readonly string[]): void {
  session.flash(name, encryption.encrypt(secret, { purpose: `${PURPOSE}.${name}`, expiresIn: '10 minutes' }))
}

/**
 * @param ctx - the request that shows it
 * @param name - as it was handed over
 * @returns the secret; null when there is none, e.g. because the page was loaded again
 */
export function takeShownOnce<T extends string | string[]>({ session }: HttpContext, name: string): T | null {
  const kept: unknown = session.flashMessages.get(name)
  return typeof kept === 'string' ? encryption.decrypt<T>(kept, `${PURPOSE}.${name}`) : null
}
