import { WebhookRefused } from './mail_webhook.js'

/** As much of `fetch` as is needed. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>

/** More than Amazon ever had at a time. */
const MOST_CERTIFICATES = 20

const PATIENCE_MS = 5_000

/**
 * Asks Amazon's notification service. Callers have made sure that an address is Amazon's; where it leads elsewhere,
 * nobody follows.
 */
export class SnsClient {
  readonly #fetch: Fetch
  readonly #certificates = new Map<string, string>()

  /** @param ask - `fetch`; tests have one of their own */
  constructor(ask: Fetch = fetch) {
    this.#fetch = ask
  }

  /**
   * @param address - of a certificate
   * @returns it, in PEM
   * @throws WebhookRefused when Amazon does not give it out
   */
  async certificate(address: URL): Promise<string> {
    const known = this.#certificates.get(address.href)
    if (known) return known
    const certificate = await (await this.#ask(address)).text()
    if (this.#certificates.size >= MOST_CERTIFICATES) this.#certificates.clear()
    this.#certificates.set(address.href, certificate)
    return certificate
  }

  /**
   * @param address - that confirms a subscription
   * @throws WebhookRefused when Amazon does not take it
   */
  async confirm(address: URL): Promise<void> {
    await (await this.#ask(address)).body?.cancel()
  }

  async #ask(address: URL): Promise<Response> {
    const init: RequestInit = { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) }
    const response = await this.#fetch(address, init).catch((cause: unknown) => {
      throw new WebhookRefused('Amazon SNS does not answer.', { cause })
    })
    if (response.ok) return response
    throw new WebhookRefused(`Amazon SNS answers with ${response.status}.`)
  }
}
