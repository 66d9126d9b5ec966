import app from '@adonisjs/core/services/app'
import { MemoryCounter } from '../rate_limits/memory_counter.js'
import type { RateLimitSettings } from '../rate_limits/rate_limit_settings.js'
import { RateLimits } from '../rate_limits/rate_limits.js'

/**
 * Switches rate limits on for a test, in this process and with nothing counted yet; without it they are off in tests.
 *
 * @param tiers - requests in a window of an anonymous caller, where a tier is to differ
 * @param settings - whatever else is to differ
 * @returns call it to have everything as before; Japa does so when a `setup` hook returns it
 * @example
 * group.each.setup(() => limitRates({ critical: 3 }))
 */
export async function limitRates(
  tiers: Partial<RateLimitSettings['tiers']> = {},
  settings: Partial<Omit<RateLimitSettings, 'tiers'>> = {}
): Promise<() => void> {
  const { settings: given } = await app.container.make(RateLimits)
  const all = { ...given, enabled: true, ...settings, tiers: { ...given.tiers, ...tiers } }
  const [low, shared] = [new MemoryCounter(all.window), new MemoryCounter(all.window)]
  const limits = new RateLimits(all, { low, shared, legacyApi: new MemoryCounter(86_400) })
  app.container.swap(RateLimits, () => limits)
  return () => app.container.restore(RateLimits)
}
