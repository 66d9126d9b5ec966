import { inTime } from '../../in_time.js'
import type { ServerDriver } from './server_driver.js'

/** Milliseconds that a server gets for an answer: what is kept can be made anew, so nobody waits long for it. */
const PATIENCE = 500
/** Milliseconds for which a server is left alone after it failed. */
const PAUSE = 5_000

/** What a guard needs of a logger. */
export interface GuardLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

/** How a server is, and what became of the questions of this process since it started. */
export interface ServerState {
  name: string
  /** Since when it is away; null while it answers. */
  awaySince: Date | null
  /** Had what was asked for, be it out of date. */
  found: number
  missing: number
  written: number
  /** Not taken by the server, e.g. too big for it. */
  refused: number
  /** Failed, or did not come back in time. */
  failures: number
  /** Not asked, because it was away. */
  spared: number
}

/** What a guard stands before. */
export interface GuardedServerParts {
  /** Shown to operators, e.g. `cache1:11211`; no secret. */
  name: string
  driver: ServerDriver
  log: GuardLog
  /** Milliseconds for an answer. */
  patience?: number
  /** Milliseconds until a server that failed is tried again. */
  pause?: number
}

/**
 * Stands before one server: whoever asks gets an answer in time and no error. A server that fails is left alone for a
 * while, as if it had nothing; then one question tries it, and the others go on without.
 */
export class GuardedServer {
  /** Shown to operators. */
  readonly name: string
  readonly #parts: Required<GuardedServerParts>
  readonly #counts = { found: 0, missing: 0, written: 0, refused: 0, failures: 0, spared: 0 }
  #awaySince: Date | null = null
  #nextTry = 0

  /** @param parts - the server, and who is told of trouble */
  constructor(parts: GuardedServerParts) {
    this.name = parts.name
    this.#parts = { ...parts, patience: parts.patience ?? PATIENCE, pause: parts.pause ?? PAUSE }
  }

  /** How the server is. */
  state(): ServerState {
    return { name: this.name, awaySince: this.#awaySince, ...this.#counts }
  }

  /** @returns what is kept; undefined also when the server is away */
  async get(key: string): Promise<string | undefined> {
    const kept = await this.#ask((driver) => driver.get(key))
    if (!kept.hasAnswered) return undefined
    this.#counts[kept.answer === undefined ? 'missing' : 'found'] += 1
    return kept.answer
  }

  /** @returns false when it is not kept */
  async set(key: string, value: string, ttl?: number): Promise<boolean> {
    const { hasAnswered, answer } = await this.#ask((driver) => driver.set(key, value, ttl))
    if (hasAnswered) this.#counts[answer ? 'written' : 'refused'] += 1
    return answer ?? false
  }

  /** @returns true when there was something */
  async delete(key: string): Promise<boolean> {
    return (await this.#ask((driver) => driver.delete(key))).answer ?? false
  }

  /** @returns false when the server is away */
  async deleteMany(keys: string[]): Promise<boolean> {
    return (await this.#ask((driver) => driver.deleteMany(keys))).answer ?? false
  }

  /** Forgets everything of the site on this server. */
  async clear(): Promise<void> {
    await this.#ask((driver) => driver.clear())
  }

  /** Asks for something, also to learn whether the server is there. */
  async probe(): Promise<void> {
    await this.#ask((driver) => driver.get('probe'))
  }

  /** Ends its connections. */
  async disconnect(): Promise<void> {
    await this.#parts.driver.disconnect()
  }

  async #ask<T>(question: (driver: ServerDriver) => Promise<T>): Promise<{ hasAnswered: boolean; answer?: T }> {
    const now = Date.now()
    if (this.#awaySince && now < this.#nextTry) {
      this.#counts.spared += 1
      return { hasAnswered: false }
    }
    // While this question tries it, no other does.
    this.#nextTry = now + this.#parts.pause
    try {
      const answer = await inTime(question(this.#parts.driver), this.#parts.patience)
      this.#isBack()
      return { hasAnswered: true, answer }
    } catch (error) {
      this.#isAway(error as Error)
      return { hasAnswered: false }
    }
  }

  #isAway(error: Error): void {
    this.#counts.failures += 1
    this.#nextTry = Date.now() + this.#parts.pause
    if (this.#awaySince) return
    this.#awaySince = new Date()
    this.#parts.log.warn({ err: error, server: this.name }, 'a store of fragments is away; memory goes on alone')
  }

  #isBack(): void {
    if (!this.#awaySince) return
    this.#parts.log.info({ server: this.name, awaySince: this.#awaySince }, 'a store of fragments is back')
    this.#awaySince = null
  }
}
