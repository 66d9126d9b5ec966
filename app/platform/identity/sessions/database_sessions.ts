import { configProvider } from '@adonisjs/core'
import { MessageBuilder } from '@adonisjs/core/helpers'
import string from '@adonisjs/core/helpers/string'
import type { ConfigProvider } from '@adonisjs/core/types'
import type { Database } from '@adonisjs/lucid/database'
import { stores } from '@adonisjs/session'
import type {
  SessionData,
  SessionStoreFactory,
  SessionStoreWithTaggingContract,
  TaggedSession,
} from '@adonisjs/session/types'

/** How exactly the end of a session is kept: it is moved when it would move by more. Seconds. */
const EXACTNESS = 3_600

/** Reads a session, and lets it live on when its last move is long ago. Both at once, and no write for most reads. */
const READ = `
with moved as (
  update sessions set expires_at = now() + :age * interval '1 second'
  where id = :id and expires_at > now() and expires_at < now() + :movable * interval '1 second'
)
select data from sessions where id = :id and expires_at > now()`

/**
 * AdonisJS's store in the database, which sends two statements for each request of somebody who is signed in: this one
 * sends one. A session lasts from its last read, to within an hour.
 */
export class DatabaseSessions implements SessionStoreWithTaggingContract {
  readonly #store: SessionStoreWithTaggingContract
  readonly #db: Database
  readonly #age: number

  /**
   * @param store - AdonisJS's own, on the table `sessions`
   * @param db - where that table is
   * @param age - in seconds, how long a session lasts that nobody uses
   */
  constructor(store: SessionStoreWithTaggingContract, db: Database, age: number) {
    this.#store = store
    this.#db = db
    this.#age = age
  }

  async read(id: string): Promise<SessionData | null> {
    const { rows } = await this.#db.rawQuery<{ rows: { data: string }[] }>(READ, {
      id,
      age: this.#age,
      movable: this.#age - EXACTNESS,
    })
    return rows[0] ? readable(rows[0].data, id) : null
  }

  /** Was done when it was read. */
  async touch(): Promise<void> {}

  async write(id: string, data: SessionData): Promise<void> {
    await this.#store.write(id, data)
  }

  async destroy(id: string): Promise<void> {
    await this.#store.destroy(id)
  }

  async tag(id: string, userId: string | number): Promise<void> {
    await this.#store.tag(id, userId)
  }

  async untag(id: string, userId: string | number): Promise<void> {
    await this.#store.untag(id, userId)
  }

  async tagged(userId: string | number): Promise<TaggedSession[]> {
    return this.#store.tagged(userId)
  }
}

/** Null for what was written under another id, or is no session at all. */
function readable(data: string, id: string): SessionData | null {
  try {
    return new MessageBuilder().verify(data, id)
  } catch {
    return null
  }
}

/**
 * @returns the store for config/session.ts
 * @example
 * stores: { database: databaseSessions() }
 */
export function databaseSessions(): ConfigProvider<SessionStoreFactory> {
  return configProvider.create(async (app) => {
    const open = await stores.database({ tableName: 'sessions' }).resolver(app)
    const db = await app.container.make('lucid.db')
    return (ctx, config) => {
      const store = open(ctx, config) as SessionStoreWithTaggingContract
      return new DatabaseSessions(store, db, string.seconds.parse(config.age))
    }
  })
}
