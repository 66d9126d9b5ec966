import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type pg from 'pg'
import type { AnnouncedChannel } from './announced_channel.js'

/** What is kept. */
export interface KeptInMemoryOptions<Row, T> {
  /** Channel on which the database announces a change: a trigger of the table does. */
  name: string
  /** Reads all of it, bounded: a small table that every page needs. */
  select: string
  /** Makes what is asked for out of the rows; called with none until they were read. */
  from: (rows: Row[]) => T
}

/**
 * A small table in the memory of every process, so that pages ask for it without a query. Contributed by a plugin as a
 * channel, it is read before the first visitor is served, and again whenever the database announces a change.
 *
 * @example
 * const kept = new KeptInMemory<BannerRow, Banner[]>({
 *   name: 'banners_banners',
 *   select: 'select * from banners_banners where is_active limit 100',
 *   from: (rows) => rows.map(toBanner),
 * })
 * kept.current()
 */
export class KeptInMemory<Row, T> implements AnnouncedChannel {
  readonly name: string
  readonly #options: KeptInMemoryOptions<Row, T>
  readonly #onChange = new Set<() => void>()
  readonly #onDifference = new Set<() => void>()
  #current: T
  /** The rows that were read last, as text. */
  #rows = '[]'
  #isTold = false

  /** @param options - what is kept */
  constructor(options: KeptInMemoryOptions<Row, T>) {
    this.name = options.name
    this.#options = options
    this.#current = options.from([])
  }

  /** What was read last; answers without waiting. */
  current(): T {
    return this.#current
  }

  /**
   * For the listener of announcements. A table that cannot be read must not cost it its connection, on which the switches
   * hang too: what was read last stays, and the log says so once.
   *
   * @param client - the connection that listens
   * @returns puts in force what was read
   */
  async read(client: pg.Client): Promise<() => void> {
    try {
      const { rows } = await client.query(this.#options.select)
      this.#isTold = false
      return () => this.#put(rows as Row[])
    } catch (error) {
      if (!this.#isTold)
        logger.error({ err: error, channel: this.name }, 'what a plugin keeps in memory cannot be read')
      this.#isTold = true
      return () => undefined
    }
  }

  /** Reads now, for who has just changed something and wants to see it. */
  async refresh(): Promise<void> {
    const { rows } = await db.rawQuery<{ rows: Row[] }>(this.#options.select)
    this.#put(rows)
  }

  /** @param listener - called after each reading; it must not throw */
  onChange(listener: () => void): void {
    this.#onChange.add(listener)
  }

  /** @param listener - called after a reading that gave other rows than the one before; it must not throw */
  onDifference(listener: () => void): void {
    this.#onDifference.add(listener)
  }

  #put(rows: Row[]): void {
    this.#current = this.#options.from(rows)
    for (const listener of this.#onChange) listener()
    const text = JSON.stringify(rows)
    if (text === this.#rows) return
    this.#rows = text
    for (const listener of this.#onDifference) listener()
  }
}
