import type { HttpContext } from '@adonisjs/core/http'
import { RouteDirectory, Site } from '@pydotorg/platform/http'
import Page from '#models/page'

/** A step of the breadcrumbs. */
export interface PageAbove {
  title: string
  href: string
}

/**
 * @param ctx - the request
 * @param path - of a page
 * @returns what visitors find above it, from the top: pages, and parts of the site that have an entry in a menu
 * @example
 * await pagesAbove(ctx, 'about/apps/web') // [{ title: 'About', href: '/about/' }, { title: 'Apps', href: '/about/apps/' }]
 */
export async function pagesAbove(ctx: HttpContext, path: string): Promise<PageAbove[]> {
  const parts = path.split('/')
  const paths = parts.slice(0, -1).map((_part, index) => parts.slice(0, index + 1).join('/'))
  if (paths.length === 0) return []
  const pages = await Page.query()
    .withScopes((scopes) => scopes.visible())
    .whereIn('path', paths)
    .select('path', 'title')
  const titles = new Map([...(await titlesOfMenus(ctx)), ...pages.map(({ href, title }) => [href, title] as const)])
  return paths.flatMap((each) => {
    const href = `/${each}/`
    const title = titles.get(href)
    return title ? [{ title, href }] : []
  })
}

async function titlesOfMenus(ctx: HttpContext): Promise<[href: string, title: string][]> {
  const site = await ctx.containerResolver.make(Site)
  const directory = await ctx.containerResolver.make(RouteDirectory)
  return [...site.navigation('main'), ...site.navigation('footer')]
    .flatMap((entry) => [entry, ...(entry.children ?? [])])
    .filter(({ href }) => directory.hasPage(href))
    .map(({ href, title }) => [href, title])
}
