import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Exception } from '@adonisjs/core/exceptions'
import { currentUser, SignInRequired } from '../identity/main.js'
import { AdminDirectory } from './admin_directory.js'
import { isAmongStaff } from './admin_rights.js'

/**
 * Route middleware of a page among the admin screens: guests are led to sign in, others need to be staff with the
 * permission, and to have something to do here at all. The answer is kept by nobody. The template gets `adminMenu`, which
 * the layout shows. Writes ask a policy besides.
 *
 * @param permission - what the person needs; without it any entry of the menu is enough
 * @returns the middleware
 * @throws SignInRequired for a guest; Exception with status 403 for who may not
 * @example
 * router.get('/…/jobs/', [JobsController, 'index']).use(adminPage('platform.operate'))
 */
export function adminPage(permission?: string) {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    const user = currentUser(ctx)
    if (!user) throw new SignInRequired()
    if (!isAmongStaff(user) || (permission !== undefined && !user.can(permission))) throw refused()
    const directory = await ctx.containerResolver.make(AdminDirectory)
    const adminMenu = await directory.menuFor(user)
    if (adminMenu.length === 0) throw refused()
    ctx.view.share({ adminMenu, adminHome: directory.shell.home })
    const answer = await next()
    ctx.response.header('Cache-Control', 'private, no-store')
    return answer
  }
}

function refused(): Exception {
  return new Exception('This page is for staff who need it.', { status: 403, code: 'E_STAFF_ONLY' })
}
