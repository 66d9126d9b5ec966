import { connect, type Socket } from 'node:net'
import { MemcachedReplies, type MemcachedReply } from './replies.js'

/** Where a Memcached listens. */
export interface MemcachedAddress {
  host: string
  port: number
}

/** Requests that may wait for their answers; more of them would only wait longer. */
const MOST_WAITING = 1_000
/** Bytes that may wait to be sent. */
const MOST_UNSENT = 16 * 1024 * 1024
/** Milliseconds after which a connection that does not answer is taken for dead. */
const PATIENCE = 500

/** A request that was sent; its replies come in the order of requests. */
interface Waiting {
  replies: MemcachedReply[]
  /** How many replies there will be, or that `MN` is the last of them. */
  last: number | 'MN'
  timer: NodeJS.Timeout
  resolve: (replies: MemcachedReply[]) => void
  reject: (error: Error) => void
}

/**
 * One connection to a Memcached. Requests are sent at once, without waiting for the answers of those before. It connects
 * when it is first needed, and again after it was lost; while nobody waits for an answer it keeps no process alive.
 *
 * @example
 * const [reply] = await connection.request(['mg greeting v\r\n'], 1)
 */
export class MemcachedConnection {
  readonly #address: MemcachedAddress
  readonly #patience: number
  #socket: Socket | null = null
  #waiting: Waiting[] = []

  /**
   * @param address - of the server
   * @param patience - milliseconds for an answer, connecting included
   */
  constructor(address: MemcachedAddress, patience: number = PATIENCE) {
    this.#address = address
    this.#patience = patience
  }

  /**
   * @param commands - lines and values, each ended as the protocol wants it
   * @param last - how many replies there will be, or `MN` when a quiet batch ends with `mn`
   * @returns the replies; those by which the server refuses one value are among them
   * @throws Error when the connection fails or is too busy, or when the server does not understand
   */
  async request(commands: readonly (string | Buffer)[], last: Waiting['last']): Promise<MemcachedReply[]> {
    if (this.#waiting.length >= MOST_WAITING) throw new Error('too many requests wait for Memcached')
    const socket = (this.#socket ??= this.#open())
    if (socket.writableLength > MOST_UNSENT) throw new Error('too much waits to be sent to Memcached')
    const { promise, resolve, reject } = Promise.withResolvers<MemcachedReply[]>()
    const late = (): void => this.#lose(socket, new Error(`no answer within ${this.#patience} ms`))
    const timer = setTimeout(late, this.#patience)
    this.#waiting.push({ replies: [], last, timer, resolve, reject })
    socket.ref()
    socket.cork()
    for (const command of commands) socket.write(command)
    socket.uncork()
    return promise
  }

  /** Ends the connection; who waits for an answer gets an error. */
  close(): void {
    if (this.#socket) this.#lose(this.#socket, new Error('the connection was closed'))
  }

  #open(): Socket {
    const replies = new MemcachedReplies()
    const socket = connect({ ...this.#address, noDelay: true, keepAlive: true })
    socket.on('data', (piece) => {
      try {
        for (const reply of replies.read(piece)) this.#answer(socket, reply)
      } catch (error) {
        this.#lose(socket, error as Error)
      }
    })
    socket.on('error', (error) => this.#lose(socket, error))
    socket.on('close', () => this.#lose(socket, new Error('Memcached closed the connection')))
    return socket
  }

  #answer(socket: Socket, reply: MemcachedReply): void {
    // After either of them nobody knows which request the next reply belongs to.
    if (reply.code === 'ERROR') throw new Error('it knows no meta commands: Memcached 1.6 or newer is needed')
    if (reply.code === 'CLIENT_ERROR') throw new Error(`Memcached does not understand: ${reply.rest}`)
    const waiting = this.#waiting[0]
    if (!waiting) throw new Error('Memcached answers what nobody asked')
    waiting.replies.push(reply)
    const isDone = waiting.last === 'MN' ? reply.code === 'MN' : waiting.replies.length === waiting.last
    if (!isDone) return
    this.#waiting.shift()
    clearTimeout(waiting.timer)
    if (this.#waiting.length === 0) socket.unref()
    waiting.resolve(waiting.replies)
  }

  #lose(socket: Socket, error: Error): void {
    if (this.#socket !== socket) return
    this.#socket = null
    socket.destroy()
    const waiting = this.#waiting
    this.#waiting = []
    for (const { timer, reject } of waiting) {
      clearTimeout(timer)
      reject(error)
    }
  }
}
