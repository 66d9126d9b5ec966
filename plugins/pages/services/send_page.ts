import type { HttpContext } from '@adonisjs/core/http'
import { AdminDirectory } from '@pydotorg/platform/admin'
import { currentUser } from '@pydotorg/platform/identity'
import { keepPage } from '@pydotorg/platform/page_cache'
import { proseOf, type ProseHeading } from '@pydotorg/platform/markup'
import resource from '#admin/pages'
import type Page from '#models/page'
import PagePolicy from '#policies/page_policy'
import { steadyHeadings } from '#services/steady_headings'
import { pagesAbove } from '#services/pages_above'
import { layoutOf } from '#services/page_templates'
import { pageState } from '#services/visibility'

/**
 * Answers with a page, in the frame of the site or alone, as its type and its template say.
 *
 * @param ctx - the request of somebody who may see it
 * @param page - what they asked for
 */
export async function sendPage(ctx: HttpContext, page: Page): Promise<void> {
  const { response } = ctx
  const visibility = pageState(page)
  if (visibility === 'visible') keepPage(ctx)
  else response.header('Cache-Control', 'private, no-store')
  response.type(`${page.contentType}; charset=utf-8`)
  const layout = layoutOf(page.templateName) ?? 'default'
  // Of a type that is no HTML nothing is rendered: data and plain texts are sent as they were written.
  if (page.contentType !== 'text/html') return response.send(page.content)
  if (layout === 'raw') return response.send(page.contentRendered)
  const text = steadyHeadings(page.contentRendered)
  const html = await ctx.view.render('pages::pages/pages/show', {
    page,
    // Not `state`: Edge has a variable of that name.
    visibility,
    layout,
    above: await pagesAbove(ctx, page.path),
    edit: await editAddress(ctx, page),
    text,
    headings: layout === 'full_width' ? [] : listed(proseOf(text).headings),
  })
  response.send(html)
}

/** Pages are kept for those who have no session, so this is asked for the others alone. */
async function editAddress(ctx: HttpContext, { id }: Page): Promise<string | null> {
  if (!currentUser(ctx) || !(await ctx.bouncer.with(PagePolicy).allows('write'))) return null
  return (await ctx.containerResolver.make(AdminDirectory)).address(resource, id)
}

/** With fewer headings a list of contents is longer than the way. */
const FEWEST_HEADINGS = 3

function listed(headings: readonly ProseHeading[]): readonly ProseHeading[] {
  return headings.filter(({ level }) => level <= 3).length < FEWEST_HEADINGS ? [] : headings
}
