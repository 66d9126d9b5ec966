import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A way to a server that can be cut and mended, as a network does. */
export class InterruptibleWay {
  readonly #target: URL
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #port = 0
  #lastWords: string | null = null

  /** @param target - address of the server; that of the tests' database without */
  constructor(target: string = String(process.env.DATABASE_URL)) {
    this.#target = new URL(target)
  }

  /** Address of the server by this way. */
  get url(): string {
    const url = new URL(this.#target)
    url.host = `127.0.0.1:${this.#port}`
    return url.href
  }

  async mend(): Promise<void> {
    if (this.#server) return
    this.#server = createServer((socket) => this.#join(socket))
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** @param words - sent to the server; the way is cut when they come, and they do not arrive */
  cutBefore(words: string): void {
    this.#lastWords = words
  }

  async cut(): Promise<void> {
    const server = this.#server
    if (!server) return
    this.#server = null
    server.close()
    for (const socket of this.#sockets) socket.destroy()
    await once(server, 'close')
  }

  #join(socket: Socket): void {
    // Came in while the way was being cut.
    if (this.#server === null) return void socket.destroy()
    const server = connect(Number(this.#target.port || 5432), this.#target.hostname)
    socket.on('data', (sent) => this.#listenFor(sent))
    for (const [one, other] of [
      [socket, server],
      [server, socket],
    ] as const) {
      this.#sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }

  #listenFor(sent: Buffer): void {
    if (this.#lastWords === null || !sent.includes(this.#lastWords)) return
    this.#lastWords = null
    void this.cut()
  }
}
