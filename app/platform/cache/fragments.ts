import type { Database } from '@adonisjs/lucid/database'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { errors } from 'bentocache'
import type { AnnouncedChannel } from '../announcements/main.js'
import { tagPage } from '../page_cache/page_rendering.js'
import { tableTag } from '../page_cache/table_watch.js'
import { announcedTags, EVERYTHING, readTags, TAGS_CHANNEL } from './announced_tags.js'
import type { FragmentOptions, FragmentStore } from './fragment_store.js'
import { RenderedTags } from './rendered_tags.js'
import type { SharedStore } from './shared/shared_store.js'

/** What became of fragments in this process since it started. */
export interface FragmentCounts {
  hits: number
  /** Of the hits, those that its memory had. */
  fromMemory: number
  /** Of the hits, those that the store had which processes share. */
  fromShared: number
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
  readonly #counts = { hits: 0, misses: 0, failures: 0, dropped: 0 }
  readonly #rendered = new RenderedTags()
  readonly #onDropped = new Set<(tags: readonly string[] | null) => void>()
  #areQuiet: (tables: readonly string[]) => boolean = () => false

  /** @param parts - what it works with */
  constructor(parts: FragmentParts) {
    this.#parts = parts
  }

  /** What became of fragments in this process. */
  counts(): Readonly<FragmentCounts> {
    return { ...this.#counts, ...this.#parts.store.counts() }
  }

  /** The store that processes share, for who tells how it is; null where each keeps its own. */
  get shared(): SharedStore | null {
    return this.#parts.store.shared
  }

  /** @param listener - called with the tags that were dropped, null for all of them; it must not throw */
  onDropped(listener: (tags: readonly string[] | null) => void): void {
    this.#onDropped.add(listener)
  }

  /** @param areQuiet - tells of tables whether this process hears of each change, and nobody is making one */
  trustTables(areQuiet: (tables: readonly string[]) => boolean): void {
    this.#areQuiet = areQuiet
  }

  /** @param tags - of tables that have changed: what is made of them is forgotten here; others hear it by themselves */
  forgetTables(tags: readonly string[]): void {
    this.#parts.store.drop(tags)
  }

  /**
   * @param key - `<plugin>.<what>`, with all that the result depends on
   * @param options - how long, and what makes it out of date
   * @param render - makes it anew; text, or what JSON can hold; nothing of a visitor
   * @returns what is kept, or what was rendered now
   * @throws what `render` throws; then nothing is kept
   */
  async remember<T>(key: string, options: FragmentOptions, render: () => Promise<T> | T): Promise<T> {
    const { lifetime, tables = [] } = options
    const tags = [...options.tags, ...tables.map(tableTag)]
    tagPage(...tags)
    if (tables.length > 0 && !this.#areQuiet(tables)) return render()
    const rendered: { value?: T; isThere: boolean } = { isThere: false }
    const make = async (): Promise<T> => {
      this.#rendered.note(options.tags)
      rendered.value = await render()
      rendered.isThere = true
      return rendered.value
    }
    try {
      const kept = (await this.#parts.store.keep(key, { lifetime, tags }, make)) as T
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
    this.#forget(tags)
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

  /** Forgets everything, in every process and in the store that they share. */
  async clearEverywhere(): Promise<void> {
    this.clear()
    await this.#parts.store.empty()
    await announce([EVERYTHING], this.#parts.db.connection())
  }

  /** Forgets everything, in this process; also what others share with it. */
  clear(): void {
    this.#parts.store.dropEverything()
    this.#tell(null)
  }

  /** @returns where this process hears what others dropped */
  channel(): AnnouncedChannel {
    return {
      name: TAGS_CHANNEL,
      heard: (payload) => this.#hear(readTags(payload)),
      // Of what was shared before, nobody told this process whether it has changed.
      begins: () => this.#parts.store.dropEverything(),
      mayHaveMissed: () => this.clear(),
    }
  }

  /** Tests wrap everything into a transaction that is never committed; what they change is to be seen all the same. */
  #transactionOf(client?: QueryClientContract): TransactionClientContract | null {
    if (!client?.isTransaction) return null
    const trx = client as TransactionClientContract
    return [...this.#parts.db.connectionGlobalTransactions.values()].includes(trx) ? null : trx
  }

  #hear(tags: readonly string[]): void {
    if (tags.includes(EVERYTHING)) this.clear()
    else this.#forget(tags)
  }

  #forget(tags: readonly string[]): void {
    this.#counts.dropped += tags.length
    this.#parts.store.drop(tags)
    this.#tell(tags)
  }

  #tell(tags: readonly string[] | null): void {
    for (const listener of this.#onDropped) listener(tags)
  }
}

async function announce(tags: readonly string[], client: QueryClientContract): Promise<void> {
  for (const payload of announcedTags(tags)) await client.rawQuery(ANNOUNCE, [TAGS_CHANNEL, payload])
}
