import app from '@adonisjs/core/services/app'
import type { RateLimitSettings } from '@pydotorg/platform/rate_limits'
import env from '#start/env'

/*
| How often the site may be asked, by tiers (docs/http.md). Tests switch limits on where they are what is tested.
*/
const rateLimits: RateLimitSettings = {
  enabled: env.get('RATELIMIT_ENABLED') ?? !app.inTest,
  window: env.get('RATELIMIT_WINDOW', 60),
  tiers: {
    critical: env.get('RATELIMIT_CRITICAL', 5),
    high: env.get('RATELIMIT_HIGH', 20),
    medium: env.get('RATELIMIT_MEDIUM', 60),
    low: env.get('RATELIMIT_LOW', 120),
  },
  userFactor: env.get('RATELIMIT_USER_FACTOR', 4),
  staffFactor: env.get('RATELIMIT_STAFF_FACTOR', 5),
  // python.org gives 100 a day to guests, which one machine that many projects build on uses up in minutes.
  legacyApi: {
    anonymous: env.get('LEGACY_API_QUOTA_ANONYMOUS', 10_000),
    user: env.get('LEGACY_API_QUOTA_USER', 100_000),
  },
}

export default rateLimits
