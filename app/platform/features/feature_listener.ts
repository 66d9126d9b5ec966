import pg from 'pg'
import type { Features } from './features.js'
import { FEATURES_CHANNEL, SELECT_FEATURES, toStoredFeature, type FeatureRow } from './feature_rows.js'
import { reconnectDelay } from './reconnect_delay.js'

/** What the listener needs of a logger. */
export interface ListenerLog {
  info(message: string): void
  warn(details: object, message: string): void
}

/** What a listener works with. */
export interface FeatureListenerOptions {
  /** How to reach the database, as `pg` takes it. It must be PostgreSQL itself: poolers by transaction drop LISTEN. */
  connection: pg.ClientConfig
  features: Features
  log: ListenerLog
  /** Milliseconds between two looks at the table without being told: a connection may be dead without saying so. */
  heartbeat?: number
  /** Milliseconds that the database may take to answer. */
  patience?: number
}

/** Documented by `pg` and missing in its types: the connection alone keeps no process alive. */
type UnrefableClient = pg.Client & { unref(): void }

const HEARTBEAT = 15_000
const PATIENCE = 3_000

/**
 * Keeps a process's features as the database has them. It has a connection of its own, so that a busy pool delays
 * no switch. While the database is away the last known values stay in force.
 *
 * Every announcement re-reads the whole small table: one query however many features changed, and nothing missed.
 */
export class FeatureListener {
  readonly #options: FeatureListenerOptions
  #client: pg.Client | null = null
  #isListening = false
  #reading: Promise<void> | null = null
  #isStale = false
  #isStopped = true
  #failedAttempts = 0
  #retry: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined

  /** @param options - the database, and the features to keep */
  constructor(options: FeatureListenerOptions) {
    this.#options = options
  }

  /** True while changes in the database are heard. */
  get isConnected(): boolean {
    return this.#isListening
  }

  /** Reads all values and listens from then on. Returns after the first attempt, whether or not it succeeded. */
  async start(): Promise<void> {
    if (!this.#isStopped) return
    this.#isStopped = false
    const { heartbeat = HEARTBEAT } = this.#options
    this.#heartbeat = setInterval(() => void this.#refresh(), heartbeat).unref()
    await this.#connect()
  }

  /** Ends the connection and all timers. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#retry)
    clearInterval(this.#heartbeat)
    const client = this.#client
    this.#client = null
    this.#isListening = false
    if (client) await end(client)
  }

  async #connect(): Promise<void> {
    const client = this.#newClient()
    this.#client = client
    try {
      await client.connect()
      client.unref()
      // First listen, then read: a change in between is announced and read again.
      await client.query(`listen ${FEATURES_CHANNEL}`)
    } catch (error) {
      return this.#lose(client, error as Error)
    }
    if (this.#isStopped) return end(client)
    this.#isListening = true
    await this.#refresh()
    if (!this.#isListening) return
    if (this.#failedAttempts > 0) this.#options.log.info('features are read from the database again')
    this.#failedAttempts = 0
  }

  #newClient(): UnrefableClient {
    const { connection, patience = PATIENCE } = this.#options
    const client = new pg.Client({
      ...connection,
      application_name: 'pydotorg features',
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    })
    client.on('error', (error) => this.#lose(client, error))
    client.on('end', () => this.#lose(client, new Error('the connection was closed')))
    client.on('notification', () => void this.#refresh())
    return client as UnrefableClient
  }

  /** Re-reads; announcements that come while it reads lead to one more reading, not to one each. */
  async #refresh(): Promise<void> {
    this.#isStale = true
    this.#reading ??= this.#readUntilFresh().finally(() => (this.#reading = null))
    await this.#reading
  }

  async #readUntilFresh(): Promise<void> {
    while (this.#isStale && this.#isListening && this.#client) {
      this.#isStale = false
      const client = this.#client
      try {
        const { rows } = await client.query<FeatureRow>(SELECT_FEATURES)
        if (this.#client === client) this.#options.features.replace(rows.map(toStoredFeature))
      } catch (error) {
        this.#lose(client, error as Error)
      }
    }
  }

  #lose(client: pg.Client, error: Error): void {
    if (this.#client !== client || this.#isStopped) return
    this.#client = null
    this.#isListening = false
    void end(client)
    if (this.#failedAttempts === 0) {
      const message = 'features cannot be read from the database; the last known values stay in force'
      this.#options.log.warn({ err: error }, message)
    }
    this.#failedAttempts += 1
    this.#retry = setTimeout(() => void this.#connect(), reconnectDelay(this.#failedAttempts)).unref()
  }
}

/** Closes a connection that may be dead already; nobody waits for its answer. */
async function end(client: pg.Client): Promise<void> {
  const closed = client.end().catch(() => undefined)
  const patience = new Promise((resolve) => setTimeout(resolve, 500).unref())
  await Promise.race([closed, patience])
}
