import { distance } from 'fastest-levenshtein'
import type { HttpContext } from '@adonisjs/core/http'
import { RouteDirectory, Site } from '@pydotorg/platform/http'

/** A page that somebody who asked for another address may have meant. */
interface NearPage {
  href: string
  title: string
}

const MOST = 4
const LONGEST_PATH = 120

function titlesByPath(site: Site): Map<string, string> {
  const entries = [...site.navigation('main'), ...site.navigation('footer')]
  const paths = entries.flatMap((entry) => [entry, ...entry.children]).filter(({ href }) => href.startsWith('/'))
  return new Map(paths.map(({ href, title }) => [href, title]))
}

/** `/a/b/c/` lies below `/a/b/` and `/a/`. */
function pathsAbove(path: string): string[] {
  const parts = path.split('/').filter(Boolean)
  return parts.map((_, index) => `/${parts.slice(0, index).join('/')}/`.replace('//', '/')).reverse()
}

function closest(path: string, candidates: readonly string[]): string[] {
  const wanted = path.toLowerCase()
  const allowed = Math.max(2, Math.floor(wanted.length / 4))
  return candidates
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate) }))
    .filter(({ steps }) => steps <= allowed)
    .sort((a, b) => a.steps - b.steps)
    .map(({ candidate }) => candidate)
}

/**
 * Pages near an address that does not exist: those spelt alike, and those above it.
 *
 * @param ctx - the request that found nothing
 * @returns at most four pages of plugins that are on
 */
export async function nearPages(ctx: HttpContext): Promise<NearPage[]> {
  const asked = ctx.request.url()
  if (asked.length > LONGEST_PATH) return []
  const directory = await ctx.containerResolver.make(RouteDirectory)
  const site = await ctx.containerResolver.make(Site)
  const path = asked.endsWith('/') ? asked : `${asked}/`
  const titles = titlesByPath(site)
  const spelt = closest(path, [...new Set([...titles.keys(), ...directory.pagePaths()])])
  const above = pathsAbove(path).filter((candidate) => directory.hasPage(candidate))
  return [...new Set([...spelt, ...above])]
    .filter((href) => href !== '/' && href !== path)
    .slice(0, MOST)
    .map((href) => ({ href, title: titles.get(href) ?? href }))
}
