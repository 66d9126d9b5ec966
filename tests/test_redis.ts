import app from '@adonisjs/core/services/app'

/** Address of the Redis of this test run; null where the machine has none, which the launcher says loudly. */
export const testRedis: string | null = process.env.PYDOTORG_TEST_REDIS || null

/**
 * Leads the connection `main` to the Redis of the test run. The site under test does without: it sees no REDIS_URL.
 * Call it before anything connects.
 */
export function useTestRedis(): void {
  if (!testRedis) return
  const { hostname, port } = new URL(testRedis)
  Object.assign(app.config.get<object>('redis.connections.main'), { host: hostname, port: Number(port) })
}
