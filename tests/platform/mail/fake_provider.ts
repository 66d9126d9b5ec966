import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What an API answers. */
export interface FakeAnswer {
  status: number
  body: unknown
}

/** A request as an API gets it. */
export interface FakeRequest {
  path: string
  headers: IncomingMessage['headers']
  body: Buffer
}

/** How a server treats the mails that it gets from now on. */
export type Mood = 'takes' | 'refuses' | 'has trouble' | 'is busy' | 'is silent'

/** What an API answers in each mood; a silent one never does. */
export type FakeAnswers = Record<Exclude<Mood, 'is silent'>, FakeAnswer>

/**
 * A real HTTP server on loopback that answers as a provider's API does, and keeps what it was asked.
 *
 * @example
 * const api = await FakeProvider.open(ANSWERS)
 * cleanup(() => api.close())
 */
export class FakeProvider {
  mood: Mood = 'takes'
  readonly requests: FakeRequest[] = []
  readonly #server: Server
  readonly #answers: FakeAnswers

  private constructor(answers: FakeAnswers) {
    this.#answers = answers
    this.#server = createServer(async (request, response) => {
      const { url: path = '', headers } = request
      this.requests.push({ path, headers, body: await buffer(request) })
      if (this.mood === 'is silent') return
      const { status, body } = this.#answers[this.mood]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  }

  static async open(answers: FakeAnswers): Promise<FakeProvider> {
    const api = new FakeProvider(answers)
    await once(api.#server.listen(0, '127.0.0.1'), 'listening')
    return api
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}
