import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { readItem, writeItem, type KeptItem } from './kept_text.js'
import { KnownChanges, type KeptEntry } from './known_changes.js'
import type { SharedStore } from './shared/shared_store.js'

/** What a process keeps in its memory at most. */
const MOST_IN_MEMORY = { maxSize: '64mb', maxItems: 20_000 } as const
/** Milliseconds; machines that keep their time by NTP differ by a few. */
const CLOCKS_DIFFER = 250

/** How long something is kept, and what makes it out of date before. */
export interface FragmentOptions {
  /** Seconds. */
  lifetime: number
  /** Names of what is in it, `<plugin>` or `<plugin>:<what>`; a few. */
  tags: readonly string[]
  /**
   * Names of every table that it is made of. Then whatever changes one of them makes it out of date, as it does a page,
   * be it a statement by hand; it is not kept where changes are not heard of, nor while somebody makes one.
   */
  tables?: readonly string[]
}

/** From where fragments came in this process since it started. */
export interface StoreCounts {
  /** Were in its memory. */
  fromMemory: number
  /** Were in the store that processes share, which is asked when the memory has nothing. */
  fromShared: number
  /** Rendered while something in them changed, and so not kept. */
  outdated: number
}

/** What a store of fragments is made of. */
export interface FragmentStoreParts {
  /** Asked when the memory has nothing; without it every process keeps its own. */
  shared?: SharedStore
  /** Milliseconds by which clocks of machines that share it may differ. */
  clocksDiffer?: number
}

/**
 * Where fragments are kept: in memory, and behind it where processes share them. What is out of date each process knows by
 * itself (`KnownChanges`), since the database announces it, in the transaction that made it so.
 */
export class FragmentStore {
  /** Where processes share fragments; null where each keeps its own. */
  readonly shared: SharedStore | null
  readonly #changes: KnownChanges
  readonly #bento: BentoCache<Record<'fragments', ReturnType<typeof bentostore>>>
  readonly #counts: StoreCounts = { fromMemory: 0, fromShared: 0, outdated: 0 }

  /** @param parts - what processes share */
  constructor({ shared, clocksDiffer = CLOCKS_DIFFER }: FragmentStoreParts = {}) {
    this.shared = shared ?? null
    this.#changes = new KnownChanges(clocksDiffer)
    const fragments = bentostore().useL1Layer(memoryDriver(MOST_IN_MEMORY))
    if (shared) fragments.useL2Layer({ options: {}, factory: () => shared })
    const serializer = { serialize: writeItem, deserialize: (text: string) => this.#read(text) }
    this.#bento = new BentoCache({ default: 'fragments', stores: { fragments }, serializer })
    this.#bento.on('cache:hit', ({ layer }) => void (this.#counts[layer === 'l2' ? 'fromShared' : 'fromMemory'] += 1))
  }

  /** From where fragments came in this process. */
  counts(): Readonly<StoreCounts> {
    return { ...this.#counts }
  }

  /**
   * @param key - what it is kept under
   * @param options - how long, and what makes it out of date
   * @param make - makes it when nothing is kept; many who ask at once wait for one call
   * @returns what is kept; undefined when it was made now, and something in it changed meanwhile
   */
  async keep(
    key: string,
    { lifetime, tags }: Pick<FragmentOptions, 'lifetime' | 'tags'>,
    make: () => Promise<unknown>
  ): Promise<unknown> {
    const factory = async ({ skip }: { skip: () => undefined }): Promise<KeptEntry | undefined> => {
      const begun = this.#changes.now()
      const entry = { value: await make(), begun, by: this.#changes.process, tags }
      if (!this.#changes.hasOutdated(entry)) return entry
      this.#counts.outdated += 1
      return skip()
    }
    const kept = await this.#bento.getOrSet({ key, ttl: lifetime * 1000, factory })
    return kept?.value
  }

  /** @param tags - what has changed until now; this process believes nothing of it any longer */
  drop(tags: readonly string[]): void {
    this.#changes.drop(tags)
  }

  /** This process believes nothing any longer that was begun until now. */
  dropEverything(): void {
    this.#changes.dropEverything()
  }

  /** That, and what processes share is deleted, as far as it can be reached. */
  async empty(): Promise<void> {
    this.dropEverything()
    await this.#bento.clear()
  }

  /** What is out of date, or not ours, counts as expired. */
  #read(text: string): KeptItem {
    const item = readItem(text)
    const isBelieved = Array.isArray(item.value?.tags) && !this.#changes.hasOutdated(item.value)
    return isBelieved ? item : { ...item, logicalExpiration: 0 }
  }
}

/**
 * @param parts - what processes share; without it every process keeps its own
 * @returns where fragments are kept
 */
export function fragmentStore(parts: FragmentStoreParts = {}): FragmentStore {
  return new FragmentStore(parts)
}
