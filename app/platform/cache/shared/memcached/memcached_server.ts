import { randomBytes } from 'node:crypto'
import { plainKey } from '../plain_key.js'
import type { ServerDriver } from '../server_driver.js'
import { MemcachedConnection, type MemcachedAddress } from './connection.js'
import type { MemcachedReply } from './replies.js'

/** Memcached takes 250 bytes. */
const LONGEST_KEY = 250
/** Memcached takes 1 MB unless told otherwise, with its own bytes and the key among them. */
const LARGEST_VALUE = 1024 * 1024 - 1024
/** Seconds; what is longer Memcached takes for a date. */
const LONGEST_LIFETIME = 30 * 24 * 3600
/** Characters of a generation. */
const GENERATION = 16

/** What it takes to keep things in a Memcached. */
export interface MemcachedServerParts {
  address: MemcachedAddress
  /** Keys of the site start with it. */
  prefix: string
  /** Milliseconds for an answer. */
  patience?: number
}

/**
 * One Memcached, by its meta protocol. It cannot tell which keys it has, so everything that is kept begins with the
 * generation of its time, which is read with it, in one exchange: forgetting everything is a new generation. A Memcached
 * that has lost the generation has lost everything.
 */
export class MemcachedServer implements ServerDriver {
  readonly #connection: MemcachedConnection
  readonly #prefix: string
  readonly #generationKey: string

  /** @param parts - where it listens, and how keys start */
  constructor({ address, prefix, patience }: MemcachedServerParts) {
    this.#connection = new MemcachedConnection(address, patience)
    this.#prefix = prefix
    this.#generationKey = this.#keyOf('generation', 'g')
  }

  async get(key: string): Promise<string | undefined> {
    const commands = [`mg ${this.#generationKey} v\r\n`, `mg ${this.#keyOf(key)} v\r\n`]
    const [generation, kept] = await this.#connection.request(commands, 2)
    if (!isValue(generation!) || !isValue(kept!)) return undefined
    const isCurrent = kept.value.subarray(0, GENERATION).equals(generation.value)
    return isCurrent ? kept.value.toString('utf8', GENERATION) : undefined
  }

  async set(key: string, value: string, ttl?: number): Promise<boolean> {
    const bytes = Buffer.from(value)
    if (bytes.length > LARGEST_VALUE) return this.#refuse(key)
    const generation = await this.#generation()
    const line = `ms ${this.#keyOf(key)} ${GENERATION + bytes.length} T${expiryOf(ttl)}\r\n`
    const [reply] = await this.#connection.request([line, generation, bytes, '\r\n'], 1)
    return reply!.code === 'HD' || this.#refuse(key)
  }

  async delete(key: string): Promise<boolean> {
    const [reply] = await this.#connection.request([`md ${this.#keyOf(key)}\r\n`], 1)
    return reply!.code === 'HD'
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const quietly = keys.map((key) => `md ${this.#keyOf(key)} q\r\n`)
    const replies = await this.#connection.request([...quietly, 'mn\r\n'], 'MN')
    return replies.length === 1
  }

  async clear(): Promise<void> {
    const [reply] = await this.#connection.request(this.#setGeneration('MS'), 1)
    if (reply!.code !== 'HD') throw new Error(`Memcached takes no new generation: ${reply!.code} ${reply!.rest}`)
  }

  async disconnect(): Promise<void> {
    this.#connection.close()
  }

  /** The one there is, or a new one; of several processes that make one at the same time, the first counts. */
  async #generation(): Promise<Buffer> {
    const ask = `mg ${this.#generationKey} v\r\n`
    const [known] = await this.#connection.request([ask], 1)
    if (isValue(known!)) return known.value
    const [, made] = await this.#connection.request([...this.#setGeneration('ME'), ask], 2)
    if (isValue(made!)) return made.value
    throw new Error(`Memcached keeps no generation: ${made!.code} ${made!.rest}`)
  }

  /** @param mode - `MS` sets it, `ME` only where there is none */
  #setGeneration(mode: 'MS' | 'ME'): string[] {
    const generation = randomBytes(GENERATION).toString('base64url').slice(0, GENERATION)
    return [`ms ${this.#generationKey} ${GENERATION} T0 ${mode}\r\n${generation}\r\n`]
  }

  /** What was kept under the key before is not what it should be. */
  async #refuse(key: string): Promise<boolean> {
    await this.delete(key)
    return false
  }

  #keyOf(key: string, kind = 'k'): string {
    return plainKey(`${kind}:${this.#prefix}:${key}`, LONGEST_KEY)
  }
}

/** Seconds, or a date; one more than asked, since Memcached counts whole ones. What is out of date is known without it. */
function expiryOf(ttl?: number): number {
  if (!ttl) return 0
  const seconds = Math.ceil(ttl / 1000) + 1
  return seconds > LONGEST_LIFETIME ? Math.floor(Date.now() / 1000) + seconds : seconds
}

function isValue(reply: MemcachedReply): reply is MemcachedReply & { value: Buffer } {
  return reply.value !== null
}
