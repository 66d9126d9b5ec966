import app from '@adonisjs/core/services/app'
import { defineConfig, stores } from '@adonisjs/limiter'
import env from '#start/env'

/** In tests each process counts alone: a count in the database would outlive the transaction of a test. */
export const limiterStore = app.inTest ? 'memory' : env.get('REDIS_URL') ? 'redis' : 'database'

const limiterConfig = defineConfig({
  default: limiterStore,
  stores: {
    database: stores.database({ tableName: 'rate_limits', keyPrefix: 'ratelimit' }),
    redis: stores.redis({ connectionName: 'main', keyPrefix: 'ratelimit' }),
    memory: stores.memory({}),
  },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
