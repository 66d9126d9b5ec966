import type { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { errors } from 'bentocache'
import type { AnnouncedChannel } from '../announcements/main.js'
import { tagPage } from '../page_cache/page_rendering.js'
import { announcedTags, EVERYTHING, readTags, TAGS_CHANNEL } from './announced_tags.js'
import type { FragmentStore } from './fragment_store.js'
import { RenderedTags } from './rendered_tags.js'

/** How long something is kept, and what makes it out of date before. */
export interface FragmentOptions {
  /** Seconds. */
  lifetime: number
  /** Names of what is in it, `<plugin>` or `<plugin>:<what>`; a few, since each is asked for at every reading. */
  tags: readonly string[]
}

/** What became of fragments in this process since it started. */
export interface FragmentCounts {
  hits: number
  misses: number
  /** Rendered while something in them changed, and so not kept. */
  outdated: number
  /** Rendered without the cache, since that failed. */
  failures: number
  /** Tags that were dropped. */
  dropped: number
}

/** What fragments need of a logger. */
export interface FragmentLog {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** What fragments work with. */
export interface FragmentParts {
  store: FragmentStore
  db: Database
  log: FragmentLog
}

const ANNOUNCE = 'select pg_notify(?, ?)'

/**
 * Parts of pages, and what costs queries to know, kept for everybody. Many who ask at once wait for one rendering. When
 * something in it changes, its tag is dropped, and every process forgets it within a second.
 *
 * @example
 * const html = await fragments.remember('jobs.newest', { lifetime: 600, tags: ['jobs'] }, () => renderNewest())
 * await fragments.dropTags(['jobs'], trx)
 */
export class Fragments {
  readonly #parts: FragmentParts
  readonly #counts: FragmentCounts = { hits: 0, misses: 0, outdated: 0, failures: 0, dropped: 0 }
  /** How often each tag was dropped here, and everything. */
  readonly #drops = new Map<string, number>()
  readonly #rendered = new RenderedTags()
  #clearings = 0
  readonly #onDropped = new Set<(tags: readonly string[] | null) => void>()

  /** @param parts - what it works with */
  constructor(parts: FragmentParts) {
    this.#parts = parts
  }

  /** What became of fragments in this process. */
  counts(): Readonly<FragmentCounts> {
    return { ...this.#counts }
  }

  /**
   * @param listener - called with the tags that were dropped, null for all of them: at once, and again when nothing of
   * them is left; it must not throw
   */
  onDropped(listener: (tags: readonly string[] | null) => void): void {
    this.#onDropped.add(listener)
  }

  /**
   * @param key - `<plugin>.<what>`, with all that the result depends on
   * @param options - how long, and what makes it out of date
   * @param render - makes it anew; text, or what JSON can hold; nothing of a visitor
   * @returns what is kept, or what was rendered now
   * @throws what `render` throws; then nothing is kept
   */
  async remember<T>(key: string, { lifetime, tags }: FragmentOptions, render: () => Promise<T> | T): Promise<T> {
    tagPage(...tags)
    const rendered: { value?: T; isThere: boolean } = { isThere: false }
    const factory = async (keep: { skip: () => unknown }): Promise<T> => {
      const before = this.#stateOf(tags)
      this.#rendered.note(tags)
      rendered.value = await render()
      rendered.isThere = true
      if (this.#stateOf(tags) === before) return rendered.value
      this.#counts.outdated += 1
      return keep.skip() as T
    }
    try {
      const options = { key, ttl: lifetime * 1000, tags: [...tags], factory: factory as never }
      const kept = (await this.#parts.store.getOrSet(options)) as T
      this.#counts[rendered.isThere ? 'misses' : 'hits'] += 1
      return rendered.isThere ? (rendered.value as T) : kept
    } catch (error) {
      if (error instanceof errors.E_FACTORY_ERROR) throw error.cause
      this.#counts.failures += 1
      this.#parts.log.warn({ err: error, fragment: key }, 'the cache failed; the fragment is rendered without it')
      return rendered.isThere ? (rendered.value as T) : render()
    }
  }

  /**
   * Forgets everything with one of the tags, here and in every other process.
   *
   * @param tags - what has changed
   * @param client - the transaction of the change: nothing happens before it is committed, or when it is rolled back
   */
  async dropTags(tags: readonly string[], client?: QueryClientContract): Promise<void> {
    if (tags.length === 0) return
    const trx = this.#transactionOf(client)
    if (trx) {
      await announce(tags, trx)
      trx.after('commit', () => this.#forget(tags))
      return
    }
    await this.#forget(tags)
    try {
      await announce(tags, client ?? this.#parts.db.connection())
    } catch (error) {
      this.#parts.log.warn({ err: error, tags }, 'other processes could not be told what has changed')
    }
  }

  /** @returns the tags of what this process has rendered, and how often each was rendered, in the order of their names */
  tags(): { tag: string; rendered: number }[] {
    return this.#rendered.list()
  }

  /** Forgets everything, in every process and in Redis. */
  async clearEverywhere(): Promise<void> {
    await this.clear()
    await announce([EVERYTHING], this.#parts.db.connection())
  }

  /** Forgets everything, in this process and in Redis. */
  async clear(): Promise<void> {
    this.#clearings += 1
    this.#tell(null)
    await this.#parts.store.clear()
    this.#tell(null)
  }

  /** @returns where this process hears what others dropped */
  channel(): AnnouncedChannel {
    const attempt = (work: Promise<void>): void => {
      work.catch((error: unknown) => this.#parts.log.error({ err: error }, 'fragments could not be dropped'))
    }
    return {
      name: TAGS_CHANNEL,
      heard: (payload) => attempt(this.#hear(readTags(payload))),
      mayHaveMissed: () => attempt(this.clear()),
    }
  }

  /** Tests wrap everything into a transaction that is never committed; what they change is to be seen all the same. */
  #transactionOf(client?: QueryClientContract): TransactionClientContract | null {
    if (!client?.isTransaction) return null
    const trx = client as TransactionClientContract
    return [...this.#parts.db.connectionGlobalTransactions.values()].includes(trx) ? null : trx
  }

  #hear(tags: readonly string[]): Promise<void> {
    return tags.includes(EVERYTHING) ? this.clear() : this.#forget(tags)
  }

  async #forget(tags: readonly string[]): Promise<void> {
    for (const tag of tags) this.#drops.set(tag, (this.#drops.get(tag) ?? 0) + 1)
    this.#counts.dropped += tags.length
    this.#tell(tags)
    await this.#parts.store.deleteByTag({ tags: [...tags] })
    this.#tell(tags)
  }

  #tell(tags: readonly string[] | null): void {
    for (const listener of this.#onDropped) listener(tags)
  }

  /** Differs when one of the tags was dropped between two looks. */
  #stateOf(tags: readonly string[]): string {
    return [this.#clearings, ...tags.map((tag) => this.#drops.get(tag) ?? 0)].join()
  }
}

async function announce(tags: readonly string[], client: QueryClientContract): Promise<void> {
  for (const payload of announcedTags(tags)) await client.rawQuery(ANNOUNCE, [TAGS_CHANNEL, payload])
}
