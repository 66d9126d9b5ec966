import type { Features } from './features.js'

/** The longest delay that a timer takes; a later edge is looked at again then. */
const LONGEST_DELAY = 2 ** 31 - 1

/**
 * Tells listeners of changes when a time window opens or closes. Reading a feature needs no clock, caches do.
 */
export class FeatureClock {
  readonly #features: Features
  #timer: NodeJS.Timeout | undefined
  #forget: (() => void) | undefined

  /** @param features - whose windows to watch */
  constructor(features: Features) {
    this.#features = features
  }

  /** Watches from now on. */
  start(): void {
    this.#forget ??= this.#features.onChange(() => this.#wind())
    this.#wind()
  }

  /** Watches no longer. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#forget?.()
    this.#forget = undefined
  }

  #wind(): void {
    clearTimeout(this.#timer)
    const edge = this.#features.nextEdge()
    if (edge === null) return
    const delay = Math.min(Math.max(edge - Date.now(), 1), LONGEST_DELAY)
    this.#timer = setTimeout(() => this.#strike(), delay).unref()
  }

  #strike(): void {
    this.#features.tick()
    this.#wind()
  }
}
