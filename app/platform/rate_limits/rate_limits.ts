import type { Counter, Hit } from './counter.js'
import type { RateLimitSettings } from './rate_limit_settings.js'
import type { RateCaller } from './rate_caller.js'
import type { RouteLimit } from './rate_limit.js'

/** What a request came to. */
export interface RateCount extends Hit {
  /** Under which it was counted. */
  key: string
  /** Requests that are allowed in a window. */
  limit: number
  /** Length of the window, in seconds. */
  window: number
}

/** Where is counted what. */
export interface RateCounters {
  /** Reads: they must not cost a round trip. */
  low: Counter
  /** Everything dearer: in a store that all processes share. */
  shared: Counter
  /** A day of python.org's API. */
  legacyApi: Counter
}

/**
 * Counts requests, and says which are too many.
 *
 * @example
 * const limits = await ctx.containerResolver.make(RateLimits)
 * const count = await limits.take({ tier: 'critical', bucket: 'totp' }, rateCaller(ctx))
 * if (count && !count.isAllowed) throw new TooManyRequests(count)
 */
export class RateLimits {
  readonly #settings: RateLimitSettings
  readonly #counters: RateCounters

  /**
   * @param settings - what operators decided
   * @param counters - where is counted
   */
  constructor(settings: RateLimitSettings, counters: RateCounters) {
    this.#settings = settings
    this.#counters = counters
  }

  /** What operators decided. */
  get settings(): RateLimitSettings {
    return this.#settings
  }

  /**
   * Counts one request more.
   *
   * @param limit - tier and bucket
   * @param caller - for whom
   * @returns what it came to; null when limits are off, and for reads of the machine itself
   */
  async take({ tier, bucket }: RouteLimit, caller: RateCaller): Promise<RateCount | null> {
    if (!this.#settings.enabled || (tier === 'low' && caller.kind === 'machine')) return null
    const counter = tier === 'low' ? this.#counters.low : this.#counters.shared
    return count(counter, `${tier}:${bucket}:${caller.key}`, this.allowance(tier, caller))
  }

  /**
   * Counts one request more against the day's quota of python.org's API.
   *
   * @param caller - for whom
   * @returns what it came to; null when limits are off, when the quota has no end, and for the machine itself
   */
  async takeFromLegacyQuota(caller: RateCaller): Promise<RateCount | null> {
    const { enabled, legacyApi } = this.#settings
    if (caller.kind === 'machine') return null
    const limit = caller.kind === 'anonymous' ? legacyApi.anonymous : legacyApi.user
    if (!enabled || limit === 0) return null
    return count(this.#counters.legacyApi, `legacy:${caller.key}`, limit)
  }

  /**
   * @param tier - a tier
   * @param caller - for whom
   * @returns requests that are allowed in a window
   */
  allowance(tier: RouteLimit['tier'], { kind }: RateCaller): number {
    const { tiers, userFactor, staffFactor } = this.#settings
    const factor = { anonymous: 1, machine: 1, user: userFactor, staff: userFactor * staffFactor }[kind]
    return Math.round(tiers[tier] * factor)
  }
}

async function count(counter: Counter, key: string, limit: number): Promise<RateCount> {
  const hit = await counter.hit(key, limit)
  return { ...hit, key, limit, window: counter.window }
}
