import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { RouteDirectory } from '@pydotorg/platform/http'
import Page from '#models/page'
import Redirect from '#models/redirect'
import { hasStar, localTarget } from '#services/redirect_path'

/** An address that python.org's web server leads elsewhere, before its application is asked. */
export interface EdgeRedirect {
  from: string
  to: string
  /** 302 instead of 301. */
  temporary?: boolean
}

/** Which were added, so that one that staff deleted stays away. */
const SEEDED = 'pages_seeded_redirects'

const NOTE = 'As python.org’s web server does.'

/** @returns the addresses, as the file beside has them */
export async function edgeRedirects(): Promise<EdgeRedirect[]> {
  return JSON.parse(await readFile(new URL('../data/redirects.json', import.meta.url), 'utf8'))
}

/**
 * Leads python.org's old addresses where its web server leads them. One whose target is of this site is added when
 * something is there, with the plugin that brings it. What is led elsewhere here stays as it is, and what staff took away
 * does not come back.
 */
export default async function seedRedirects(): Promise<string> {
  const all = await edgeRedirects()
  const directory = await app.container.make(RouteDirectory)
  const taken = await takenPaths(all.map(({ from }) => from))
  const pages = await Page.query().select('path')
  const paths = new Set(pages.map(({ path }) => `/${path}`))
  const missing = all.filter(
    (one) => !taken.has(one.from) && isOpen(one, directory) && isThere(one, { directory, paths })
  )
  await db.transaction(async (trx) => {
    await Redirect.createMany(missing.map(rowOf), { client: trx })
    if (missing.length === 0) return
    const seeded = missing.map(({ from }) => ({ old_path: from }))
    await trx.insertQuery().table(SEEDED).knexQuery.insert(seeded).onConflict('old_path').ignore()
  })
  return `${missing.length} redirects added`
}

/** Those that lead somewhere now, and those that were added once. */
async function takenPaths(all: readonly string[]): Promise<Set<string>> {
  const [known, seeded]: { old_path: string }[][] = await Promise.all([
    db
      .from('pages_redirects')
      .select('old_path')
      .whereIn('old_path', [...all]),
    db.from(SEEDED).select('old_path'),
  ])
  return new Set([...known!, ...seeded!].map(({ old_path: path }) => path))
}

function rowOf({ from, to, temporary = false }: EdgeRedirect) {
  return { oldPath: from, newPath: to, isPermanent: !temporary, note: NOTE, creatorId: null }
}

/** True when no route keeps the address to itself. */
function isOpen({ from }: EdgeRedirect, directory: RouteDirectory): boolean {
  return hasStar(from) || directory.routeAt(from)?.hasParameters !== false
}

function isThere(
  { to }: EdgeRedirect,
  { directory, paths }: { directory: RouteDirectory; paths: ReadonlySet<string> }
): boolean {
  const target = localTarget(to.replace('*', ''))
  if (target === null || paths.has(target)) return true
  // Whether a route with a parameter finds something, nobody knows before it is asked.
  return directory.routeAt(target)?.hasParameters === false && directory.hasPage(target)
}
