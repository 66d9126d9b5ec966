import app from '@adonisjs/core/services/app'
import { RouteDirectory } from '@pydotorg/platform/http'

/** Pages at addresses without a route of their own, e.g. those that staff write, look alike. */
const MOST_WITHOUT_ROUTE = 3

async function fetched(path: string): Promise<{ status: number; type: string; body: string }> {
  const response = await fetch(`${process.env.APP_URL}${path}`, {
    redirect: 'manual',
    headers: { Accept: 'text/html' },
  })
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() }
}

async function locations(path: string): Promise<string[]> {
  const { body } = await fetched(path)
  return [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(String(match[1])).pathname)
}

/** A large site has an index of sitemaps. */
async function sitemapPaths(): Promise<string[]> {
  const found = await locations('/sitemap.xml')
  const parts = await Promise.all(found.filter((path) => path.endsWith('.xml')).map(locations))
  return [...found.filter((path) => !path.endsWith('.xml')), ...parts.flat()]
}

/**
 * @returns paths of pages that everybody may read: of each route the first that the sitemap names, those of routes
 *   without parameters, and some that no route answers
 */
export async function everyKindOfPage(): Promise<string[]> {
  const directory = await app.container.make(RouteDirectory)
  const byKind = new Map<string, string>()
  let withoutRoute = 0
  for (const path of [...(await sitemapPaths()), ...directory.pagePaths()]) {
    const pattern = directory.routeAt(path)?.pattern ?? `fallback ${Math.min(++withoutRoute, MOST_WITHOUT_ROUTE)}`
    if (!byKind.has(pattern)) byKind.set(pattern, path)
  }
  const pages: string[] = []
  for (const path of byKind.values()) {
    const { status, type } = await fetched(path)
    if (status === 200 && type.startsWith('text/html')) pages.push(path)
  }
  return pages
}
