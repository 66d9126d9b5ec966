import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import ReleaseChanged from '#contracts/events/release_changed'
import ReleasePublished, { type PublishedRelease } from '#contracts/events/release_published'

/** What happened to one release in a transaction. */
export interface ReleaseNews {
  id: number
  what: 'saved' | 'files' | 'removed'
  /** Whether everybody saw it before; without it that has not changed. */
  wasPublished?: boolean
  /** As it was; for one that is removed, because it cannot be looked up any more. */
  release?: PublishedRelease
}

const gathered = new WeakMap<TransactionClientContract, Map<number, ReleaseNews>>()

/**
 * Remembers what happens to releases in a transaction and tells it after the commit, by `ReleasePublished` or
 * `ReleaseChanged`: one of them for each release, however many of its files were written. Without a transaction it is
 * told at once.
 *
 * @param news - what happened just now, or is about to
 * @param trx - in which it happens
 */
export async function tellNews(news: readonly ReleaseNews[], trx?: TransactionClientContract): Promise<void> {
  if (!trx) return tell(together(new Map(), news))
  const known = gathered.get(trx)
  if (known) {
    together(known, news)
    return
  }
  const first = together(new Map(), news)
  gathered.set(trx, first)
  trx.after('commit', () => tell(first))
}

/** What was first is kept of how it was before, and the most that happened of what. */
function together(known: Map<number, ReleaseNews>, news: readonly ReleaseNews[]): Map<number, ReleaseNews> {
  for (const item of news) {
    const before = known.get(item.id)
    const more = before && WEIGHT[before.what] > WEIGHT[item.what] ? before : item
    known.set(item.id, { ...more, wasPublished: before?.wasPublished ?? item.wasPublished })
  }
  return known
}

const WEIGHT = { files: 0, saved: 1, removed: 2 } as const

interface ReleaseRow {
  id: number
  slug: string
  name: string
  version: number
  is_latest: boolean
  is_published: boolean
  release_date: Date
}

async function tell(news: Map<number, ReleaseNews>): Promise<void> {
  try {
    const rows = await readRows([...news.values()].filter(({ what }) => what !== 'removed').map(({ id }) => id))
    const events = [...news.values()].map((item) => eventOf(item, rows.get(item.id)))
    for (const event of events) await emit(event)
  } catch (error) {
    // The write is done, and nobody undoes it because somebody else did not hear of it.
    logger.error({ err: error, releases: [...news.keys()] }, 'news of releases could not be told')
  }
}

async function readRows(ids: readonly number[]): Promise<Map<number, ReleaseRow>> {
  if (ids.length === 0) return new Map()
  const rows: ReleaseRow[] = await db
    .from('downloads_releases')
    .whereIn('id', [...ids])
    .select('id', 'slug', 'name', 'version', 'is_latest', 'is_published', 'release_date')
  return new Map(rows.map((row) => [row.id, row]))
}

function eventOf(news: ReleaseNews, row: ReleaseRow | undefined): ReleasePublished | ReleaseChanged | null {
  if (news.what === 'removed') {
    return news.wasPublished && news.release ? new ReleaseChanged(news.release, 'removed') : null
  }
  if (!row) return null
  const release = publishedRelease({
    ...row,
    isLatest: row.is_latest,
    releaseDate: DateTime.fromJSDate(row.release_date),
  })
  const wasPublished = news.wasPublished ?? row.is_published
  if (!row.is_published) return wasPublished ? new ReleaseChanged(release, 'withdrawn') : null
  if (!wasPublished) return new ReleasePublished(release)
  return new ReleaseChanged(release, news.what === 'files' ? 'files' : 'release')
}

async function emit(event: ReleasePublished | ReleaseChanged | null): Promise<void> {
  if (event instanceof ReleasePublished) await emitter.emit(ReleasePublished, event)
  if (event instanceof ReleaseChanged) await emitter.emit(ReleaseChanged, event)
}

/**
 * @param release - a row or a model
 * @returns what others hear of it
 */
export function publishedRelease(
  release: Omit<PublishedRelease, 'publishedAt'> & { releaseDate: DateTime }
): PublishedRelease {
  const { id, slug, name, version, isLatest, releaseDate } = release
  return { id, slug, name, version, isLatest, publishedAt: releaseDate.toUTC().toISO()! }
}
