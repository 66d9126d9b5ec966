import env from '#start/env'

/** Where jobs wait, and who runs them (docs/jobs.md). */
export interface QueueSettings {
  /** Redis holds the queues when it is set, else the database does. */
  redisUrl: string | null
  /** Whether web processes run jobs, or leave them to `queue:work`. */
  inWeb: boolean
  /** How many at the same time, on each queue of a process. */
  concurrency: number
  /** Milliseconds without a sign of life after which a job counts as cut off and is given to another worker. */
  lock: number
  /** Milliseconds that running jobs get after SIGTERM. */
  deadline: number
}

const redisUrl = env.get('REDIS_URL') || null

const queue: QueueSettings = {
  redisUrl,
  inWeb: env.get('QUEUE_IN_WEB') ?? redisUrl === null,
  concurrency: env.get('QUEUE_CONCURRENCY', 5),
  lock: env.get('QUEUE_LOCK', 30_000),
  deadline: env.get('SHUTDOWN_DEADLINE', 5_000),
}

export default queue
