import type { ApplicationService } from '@adonisjs/core/types'
import {
  MemoryCounter,
  RateLimits,
  SteadyCounter,
  StoreCounter,
  type Counter,
  type RateLimitSettings,
} from '@pydotorg/platform/rate_limits'

const DAY = 86_400

/** Decides where requests are counted. Nothing is made, and no store is asked, before a request is counted. */
export default class RateLimitsProvider {
  constructor(protected app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(RateLimits, async (resolver) => {
      const settings = this.app.config.get<RateLimitSettings>('rate_limits')
      const { limiterStore } = await import('#config/limiter')
      const stores = await resolver.make('limiter.manager')
      const log = await resolver.make('logger')
      const shared = (window: number): Counter => new SteadyCounter(new StoreCounter(stores, limiterStore, window), log)
      // A page that is read costs no query for being counted.
      const cheap = (window: number): Counter => {
        return limiterStore === 'redis' ? shared(window) : new MemoryCounter(window)
      }
      const { window } = settings
      return new RateLimits(settings, { low: cheap(window), shared: shared(window), legacyApi: cheap(DAY) })
    })
  }
}
