import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Somebody must sign in first. A browser is led to the sign-in page and back, a program gets 401. */
export class SignInRequired extends Exception {
  static override status = 401
  static override code = 'E_SIGN_IN_REQUIRED'
  static override message = 'Sign in to open this page.'

  /** Nothing went wrong. */
  report(): void {}
}

/**
 * Route middleware for pages of people who are signed in.
 *
 * @returns the middleware
 * @throws SignInRequired for a guest
 * @example
 * router.get('/users/edit/', [ProfilesController, 'edit']).use(signedIn())
 */
export function signedIn() {
  return async ({ auth }: HttpContext, next: NextFn): Promise<unknown> => {
    if (!auth.user) throw new SignInRequired()
    return next()
  }
}
