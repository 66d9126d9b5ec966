import { defineConfig } from '@adonisjs/redis'
import type { InferConnections } from '@adonisjs/redis/types'
import env from '#start/env'

/** Used for what `REDIS_URL` asks it for; without that setting nothing ever connects. */
const address = new URL(env.get('REDIS_URL') ?? 'redis://127.0.0.1:6379')

const server = {
  host: address.hostname,
  port: Number(address.port || 6379),
  username: decodeURIComponent(address.username) || undefined,
  password: decodeURIComponent(address.password) || undefined,
  db: Number(address.pathname.slice(1) || 0),
  tls: address.protocol === 'rediss:' ? {} : undefined,
  keyPrefix: 'pydotorg:',
  retryStrategy: (times: number) => Math.min(times * 100, 2_000),
}

const redisConfig = defineConfig({
  connection: 'main',
  connections: {
    main: server,
    // What is cached can be made anew, so nobody waits long for a Redis that is away.
    // Nor does a process connect that keeps nothing, such as code generation.
    cache: { ...server, lazyConnect: true, maxRetriesPerRequest: 1, commandTimeout: 500 },
  },
})

export default redisConfig

declare module '@adonisjs/redis/types' {
  export interface RedisConnections extends InferConnections<typeof redisConfig> {}
}
