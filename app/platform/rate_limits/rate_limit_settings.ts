import type { RateTier } from './rate_tier.js'

/** Requests in a day; 0 means that nobody counts. */
export interface DailyQuota {
  anonymous: number
  user: number
}

/** What operators decide about rate limits. */
export interface RateLimitSettings {
  enabled: boolean
  /** Length of the window of the tiers, in seconds. */
  window: number
  /** Requests of an anonymous caller in a window. */
  tiers: Readonly<Record<RateTier, number>>
  /** How many times as many for who is signed in. */
  userFactor: number
  /** How many times as many again for staff. */
  staffFactor: number
  /** Of python.org's API, versions 1 and 2, which is not limited by tiers. */
  legacyApi: DailyQuota
}
