import { ApiRequest } from '@adonisjs/ally'
import { boundedFetch } from '../bounded_fetch.js'

/** A request of Ally's drivers with our bounds; Ally's own has none for the size. */
export class BoundedRequest extends ApiRequest {
  readonly #address: string

  /** @param address - what to ask */
  constructor(address: string) {
    super(address)
    this.#address = address
  }

  // `any`: what Ally declares; the drivers know what they asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  override get(): Promise<any> {
    return this.#send('GET')
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  override post(): Promise<any> {
    return this.#send('POST', new URLSearchParams(this.getFields() as Record<string, string>))
  }

  async #send(method: string, body?: URLSearchParams): Promise<unknown> {
    const address = new URL(this.#address)
    for (const [name, value] of Object.entries(this.getParams())) address.searchParams.set(name, String(value))
    const headers = { 'Accept': 'application/json', 'User-Agent': 'pydotorg', ...this.getHeaders() }
    const answer = await boundedFetch(address, { method, headers, body })
    if (!answer.ok) throw new Error(`${address.host} answered ${answer.status} to ${method} ${address.pathname}.`)
    return this.getResponseType() === 'json' ? answer.json() : answer.text()
  }
}
