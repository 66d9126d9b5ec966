import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One request that the site under test sent. */
export interface SentRequest {
  method: string
  path: string
  authorization: string | undefined
  body: URLSearchParams
}

/** An answer: a status when it is not 200, and JSON, or text as it is. */
export interface WireAnswer {
  status?: number
  json?: unknown
  text?: string
}

/**
 * A server on this machine that answers as GitHub, Google or Discord do at their token and profile endpoints, with what
 * a test tells it.
 */
export class WireProvider {
  readonly sent: SentRequest[] = []
  readonly #server: Server
  readonly #answers = new Map<string, WireAnswer>()

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#note(request).then((answer) => {
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json; charset=utf-8' })
        response.end(answer.text ?? JSON.stringify(answer.json ?? {}))
      })
    })
  }

  static async open(): Promise<WireProvider> {
    const provider = new WireProvider()
    await once(provider.#server.listen(0, '127.0.0.1'), 'listening')
    return provider
  }

  /**
   * @param path - of an endpoint
   * @param answer - what it says from now on
   */
  answer(path: string, answer: WireAnswer): void {
    this.#answers.set(path, answer)
  }

  /** Forgets what it was told, and what it was asked. */
  reset(): void {
    this.#answers.clear()
    this.sent.length = 0
    this.answer('/token', { json: { access_token: 'of the person', token_type: 'bearer' } })
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #note(request: IncomingMessage): Promise<WireAnswer> {
    const path = request.url ?? ''
    const body = new URLSearchParams(await text(request))
    this.sent.push({ method: request.method ?? '', path, authorization: request.headers.authorization, body })
    return this.#answers.get(path) ?? { status: 404 }
  }
}
