import type { HttpContext } from '@adonisjs/core/http'
import { currentUser } from '@pydotorg/platform/identity'
import Page from '#models/page'
import PagePolicy from '#policies/page_policy'
import { normalOldPath } from '#services/redirect_path'
import { pathFault } from '#services/page_path'
import { pageState } from '#services/visibility'

/**
 * @param ctx - the request of who asks
 * @param address - path of the request, with or without a slash at its end
 * @returns the page that they may see there: a published one, or any for staff who write pages
 */
export async function pageAt(ctx: HttpContext, address: string): Promise<Page | null> {
  const path = normalOldPath(address)?.slice(1) ?? ''
  if (pathFault(path) !== null) return null
  const page = await Page.findBy('path', path)
  if (!page || pageState(page) === 'visible') return page
  const maySee = currentUser(ctx) !== undefined && (await ctx.bouncer.with(PagePolicy).allows('viewDraft'))
  return maySee ? page : null
}
