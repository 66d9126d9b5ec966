import { hash } from 'node:crypto'
import type { L2CacheDriver } from 'bentocache/types'
import type { GuardedServer, ServerState } from './guarded_server.js'

/** What processes may share fragments in. */
export type SharedStoreKind = 'database' | 'redis' | 'memcached'

/**
 * Where processes share fragments: one server, or several that divide the keys among them. Bentocache asks it when the
 * memory has nothing. A server that is away takes only its own keys with it.
 */
export class SharedStore implements L2CacheDriver {
  readonly type = 'l2'
  readonly kind: SharedStoreKind
  readonly #servers: readonly GuardedServer[]

  /**
   * @param kind - shown to operators
   * @param servers - at least one
   */
  constructor(kind: SharedStoreKind, servers: readonly GuardedServer[]) {
    this.kind = kind
    this.#servers = servers
  }

  /** How each server is. */
  servers(): ServerState[] {
    return this.#servers.map((server) => server.state())
  }

  /** Asks each server for a sign of life; `servers()` knows then. */
  async probe(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.probe()))
  }

  /** Bentocache can divide a store; fragments are not divided. */
  namespace(): never {
    throw new Error('The store of fragments has no namespaces')
  }

  async get(key: string): Promise<string | undefined> {
    return this.#serverOf(key).get(key)
  }

  async pull(key: string): Promise<string | undefined> {
    const value = await this.get(key)
    await this.delete(key)
    return value
  }

  async set(key: string, value: string, ttl?: number): Promise<boolean> {
    return this.#serverOf(key).set(key, value, ttl)
  }

  async delete(key: string): Promise<boolean> {
    return this.#serverOf(key).delete(key)
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const byServer = Map.groupBy(keys, (key) => this.#serverOf(key))
    const done = await Promise.all([...byServer].map(([server, own]) => server.deleteMany(own)))
    return done.every(Boolean)
  }

  async clear(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.clear()))
  }

  async disconnect(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.disconnect()))
  }

  /**
   * The server with the highest lot for the key: every process draws the same, in whatever order it lists them, and one
   * server more or less moves only the keys that it gets or had.
   */
  #serverOf(key: string): GuardedServer {
    if (this.#servers.length === 1) return this.#servers[0]!
    const lots = this.#servers.map((server) => ({ server, lot: hash('sha1', `${server.name}\0${key}`) }))
    return lots.reduce((best, one) => (one.lot > best.lot ? one : best)).server
  }
}
