import pg from 'pg'
import type { AnnouncedChannel } from './announced_channel.js'
import { reconnectDelay } from './reconnect_delay.js'

/** What the listener needs of a logger. */
export interface ListenerLog {
  info(message: string): void
  warn(details: object, message: string): void
}

/** What a listener works with. */
export interface AnnouncementListenerOptions {
  /** How to reach the database, as `pg` takes it. It must be PostgreSQL itself: poolers by transaction drop LISTEN. */
  connection: pg.ClientConfig
  log: ListenerLog
  /** Milliseconds between two looks at the database without being told: a connection may be dead without saying so. */
  heartbeat?: number
  /** Milliseconds that the database may take to answer. */
  patience?: number
}

/** Documented by `pg` and missing in its types: the connection alone keeps no process alive. */
type UnrefableClient = pg.Client & { unref(): void }

const HEARTBEAT = 15_000
const PATIENCE = 3_000

/**
 * Hears what the database announces at commit (LISTEN, NOTIFY), for everybody in this process who wants to know. It has
 * a connection of its own, so that a busy pool delays nothing, and comes back by itself when that breaks.
 *
 * @example
 * const listener = await app.container.make(AnnouncementListener)
 * listener.add({ name: 'pydotorg_cache', heard: (payload) => forget(payload) })
 */
export class AnnouncementListener {
  readonly #options: AnnouncementListenerOptions
  readonly #channels = new Map<string, AnnouncedChannel>()
  readonly #stale = new Set<AnnouncedChannel>()
  #client: pg.Client | null = null
  #isListening = false
  #reading: Promise<void> | null = null
  #isStopped = true
  #failedAttempts = 0
  #hasListened = false
  #retry: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined

  /** @param options - the database, and who is told of trouble */
  constructor(options: AnnouncementListenerOptions) {
    this.#options = options
  }

  /** True while announcements are heard. */
  get isConnected(): boolean {
    return this.#isListening
  }

  /**
   * @param channel - to listen to from `start()` on
   * @returns the listener
   * @throws Error when somebody has the channel already
   */
  add(channel: AnnouncedChannel): this {
    if (this.#channels.has(channel.name)) throw new Error(`Somebody listens to ${channel.name} already.`)
    this.#channels.set(channel.name, channel)
    return this
  }

  /** Listens, and reads what every channel is about. Returns after the first attempt, whether or not it succeeded. */
  async start(): Promise<void> {
    if (!this.#isStopped) return
    this.#isStopped = false
    const { heartbeat = HEARTBEAT } = this.#options
    this.#heartbeat = setInterval(() => void this.#refreshAll(), heartbeat).unref()
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
      for (const name of this.#channels.keys()) await client.query(`listen ${client.escapeIdentifier(name)}`)
    } catch (error) {
      return this.#lose(client, error as Error)
    }
    if (this.#isStopped) return end(client)
    this.#isListening = true
    for (const channel of this.#channels.values()) channel.begins?.()
    if (this.#hasListened) for (const channel of this.#channels.values()) channel.mayHaveMissed?.()
    await this.#refreshAll()
    if (!this.#isListening) return
    if (this.#failedAttempts > 0) this.#options.log.info('announcements of the database are heard again')
    this.#failedAttempts = 0
    this.#hasListened = true
  }

  #newClient(): UnrefableClient {
    const { connection, patience = PATIENCE } = this.#options
    const client = new pg.Client({
      ...connection,
      application_name: 'pydotorg announcements',
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    })
    client.on('error', (error) => this.#lose(client, error))
    client.on('end', () => this.#lose(client, new Error('the connection was closed')))
    client.on('notification', ({ channel, payload = '' }) => this.#hear(channel, payload))
    return client as UnrefableClient
  }

  #hear(name: string, payload: string): void {
    const channel = this.#channels.get(name)
    if (!channel) return
    channel.heard?.(payload)
    if (channel.read) void this.#refresh([channel])
  }

  async #refreshAll(): Promise<void> {
    await this.#refresh([...this.#channels.values()])
  }

  async #refresh(channels: readonly AnnouncedChannel[]): Promise<void> {
    for (const channel of channels) this.#stale.add(channel)
    this.#reading ??= this.#readUntilFresh().finally(() => (this.#reading = null))
    await this.#reading
  }

  async #readUntilFresh(): Promise<void> {
    while (this.#stale.size > 0 && this.#isListening && this.#client) {
      const client = this.#client
      const stale = [...this.#stale]
      this.#stale.clear()
      try {
        for (const channel of stale) await this.#read(channel, client)
      } catch (error) {
        this.#lose(client, error as Error)
      }
    }
  }

  async #read(channel: AnnouncedChannel, client: pg.Client): Promise<void> {
    // A channel that reads nothing asks all the same, so that a dead connection is noticed.
    if (!channel.read) return void (await client.query('select 1'))
    const putInForce = await channel.read(client)
    if (this.#client === client) putInForce()
  }

  #lose(client: pg.Client, error: Error): void {
    if (this.#client !== client || this.#isStopped) return
    this.#client = null
    this.#isListening = false
    void end(client)
    if (this.#failedAttempts === 0) {
      const message = 'announcements of the database cannot be heard; what is known stays in force'
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
