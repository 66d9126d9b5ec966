import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A way to the database of the tests that can be cut and mended, as a network does. */
export class InterruptibleDatabase {
  readonly #target = new URL(String(process.env.DATABASE_URL))
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #port = 0

  /** Address of the database by this way. */
  get url(): string {
    const url = new URL(this.#target)
    url.host = `127.0.0.1:${this.#port}`
    return url.href
  }

  async mend(): Promise<void> {
    this.#server = createServer((socket) => this.#join(socket))
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
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
    const database = connect(Number(this.#target.port || 5432), this.#target.hostname)
    for (const [one, other] of [
      [socket, database],
      [database, socket],
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
}
