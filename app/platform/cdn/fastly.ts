/** How to reach the CDN. */
export interface FastlySettings {
  serviceId: string
  /** A token that may purge this service. */
  key: string
  /** `https://api.fastly.com`, and a server of their own in tests. */
  api: string
}

/** Milliseconds that one purge may take. */
const PATIENCE = 30_000

/** What the CDN did not do. */
export class PurgeRefused extends Error {
  override name = 'PurgeRefused'
}

/**
 * Fastly, which keeps copies of answers by the names in their `Surrogate-Key`. Contract kept from python.org: one POST
 * for each name, with the token as `Fastly-Key`. Does nothing while it is not configured.
 *
 * @example
 * await fastly.purge(['downloads'])
 */
export class Fastly {
  readonly #settings: FastlySettings | null

  /** @param settings - null without a CDN */
  constructor(settings: FastlySettings | null) {
    this.#settings = settings
  }

  /** Whether there is a CDN to be told. */
  get isConfigured(): boolean {
    return this.#settings !== null
  }

  /**
   * Has the CDN forget every answer with one of these names.
   *
   * @param keys - as in `Surrogate-Key`
   * @param signal - gives up
   * @throws PurgeRefused when it answers anything but success; what `fetch` throws when it cannot be reached
   */
  async purge(keys: readonly string[], signal?: AbortSignal): Promise<void> {
    if (!this.#settings) return
    const { serviceId, key, api } = this.#settings
    for (const name of keys) {
      const address = new URL(`/service/${encodeURIComponent(serviceId)}/purge/${encodeURIComponent(name)}`, api)
      const signals = [AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Fastly-Key': key, 'Accept': 'application/json' },
        signal: AbortSignal.any(signals),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new PurgeRefused(`The CDN did not purge "${name}": it answered ${answer.status}.`)
    }
  }
}
