import { randomUUID } from 'node:crypto'

/** Tags that are remembered one by one; a process that has dropped more believes nothing of before. */
const MOST_TAGS = 10_000
/** Milliseconds between two moments of one process: how many begin within a millisecond is never too many. */
const STEP = 1 / 1024

/** What is kept, with what it is judged by. */
export interface KeptEntry {
  value?: unknown
  /** When its rendering began, before anything was read for it: milliseconds since 1970, of the process that made it. */
  begun: number
  /** The process that made it. */
  by: string
  tags: readonly string[]
}

/**
 * What a process knows to be out of date. It judges what is kept by that alone, and asks no store about tags: a store may
 * lose them, or have been away when they were dropped. So it believes nothing that was begun before it could hear.
 *
 * @example
 * const entry = { value, begun: changes.now(), by: changes.process, tags: ['jobs'] }
 * changes.drop(['jobs'])
 * changes.hasOutdated(entry) // true
 */
export class KnownChanges {
  /** The name of this process in what it makes. */
  readonly process = randomUUID()
  readonly #clocksDiffer: number
  readonly #dropped = new Map<string, number>()
  #last = 0
  #everything = this.now()

  /** @param clocksDiffer - milliseconds by which clocks of two machines may differ */
  constructor(clocksDiffer: number) {
    this.#clocksDiffer = clocksDiffer
  }

  /** @returns this moment, by the clock, and after all earlier ones of this process also within a millisecond */
  now(): number {
    this.#last = Math.max(Date.now(), this.#last + STEP)
    return this.#last
  }

  /** @param tags - what has changed until now */
  drop(tags: readonly string[]): void {
    const now = this.now()
    for (const tag of tags) this.#dropped.set(tag, now)
    if (this.#dropped.size > MOST_TAGS) this.dropEverything()
  }

  /** Everything that was begun until now is out of date. */
  dropEverything(): void {
    this.#everything = this.now()
    this.#dropped.clear()
  }

  /**
   * @param entry - what is kept
   * @returns true when something in it may have changed since it was begun
   */
  hasOutdated({ begun, by, tags }: KeptEntry): boolean {
    const begunAt = by === this.process ? begun : begun - this.#clocksDiffer
    return begunAt <= this.#everything || tags.some((tag) => begunAt <= (this.#dropped.get(tag) ?? 0))
  }
}
