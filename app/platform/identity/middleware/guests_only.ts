import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Route middleware for pages that make no sense to who is signed in, such as the sign-in page.
 *
 * @param home - path of the page that such a person is led to instead
 * @returns the middleware
 * @example
 * router.get('/accounts/signup/', [AccountsController, 'create']).use([guestsOnly(), withSession()])
 */
export function guestsOnly(home = '/') {
  return async ({ auth, response }: HttpContext, next: NextFn): Promise<unknown> => {
    return auth.user ? response.redirect().toPath(home) : next()
  }
}
