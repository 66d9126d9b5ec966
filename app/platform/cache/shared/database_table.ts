import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { plainKey } from './plain_key.js'
import type { ServerDriver } from './server_driver.js'

const READ = 'select value from cache_entries where prefix = ? and key = ? and expires_at > now()'
const WRITE = `
  insert into cache_entries (prefix, key, value, expires_at)
  values (:prefix, :key, :value, coalesce(now() + make_interval(secs => :seconds), 'infinity'))
  on conflict (prefix, key) do update set value = excluded.value, expires_at = excluded.expires_at`
const DELETE = 'delete from cache_entries where prefix = ? and key = any(?)'
const CLEAR = 'delete from cache_entries where prefix = ?'

/** An index of PostgreSQL takes less than 3000 bytes. */
const LONGEST_KEY = 500
/** Characters; what is bigger is cheaper made than fetched. */
const LARGEST_VALUE = 4 * 1024 * 1024

/** Sends statements to the site's database, outside of anybody's transaction. */
export type StatementSender = Pick<QueryClientContract, 'rawQuery'>

/** What it takes to keep things in the database. */
export interface DatabaseTableParts {
  db: StatementSender
  /** Keys of the site start with it. */
  prefix: string
}

/** The table `cache_entries` of the site's database. What is over is deleted at night, by `platform.clear_expired`. */
export class DatabaseTable implements ServerDriver {
  readonly #db: StatementSender
  readonly #prefix: string

  /** @param parts - the database, and how keys start */
  constructor({ db, prefix }: DatabaseTableParts) {
    this.#db = db
    this.#prefix = prefix
  }

  async get(key: string): Promise<string | undefined> {
    const { rows } = await this.#run<{ value: string }>(READ, [this.#prefix, keyOf(key)])
    return rows[0]?.value
  }

  async set(key: string, value: string, ttl?: number): Promise<boolean> {
    if (value.length > LARGEST_VALUE) {
      await this.delete(key)
      return false
    }
    await this.#run(WRITE, { prefix: this.#prefix, key: keyOf(key), value, seconds: ttl ? ttl / 1000 : null })
    return true
  }

  async delete(key: string): Promise<boolean> {
    return this.deleteMany([key])
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const { rowCount } = await this.#run(DELETE, [this.#prefix, keys.map(keyOf)])
    return (rowCount ?? 0) > 0
  }

  async clear(): Promise<void> {
    await this.#run(CLEAR, [this.#prefix])
  }

  /** The connections are the site's. */
  async disconnect(): Promise<void> {}

  async #run<Row>(sql: string, bindings: object): Promise<{ rows: Row[]; rowCount: number | null }> {
    return (await this.#db.rawQuery(sql, bindings as never)) as { rows: Row[]; rowCount: number | null }
  }
}

function keyOf(key: string): string {
  return plainKey(key, LONGEST_KEY)
}
