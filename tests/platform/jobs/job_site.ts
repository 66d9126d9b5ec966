import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { definePlugin } from '@pydotorg/platform'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import {
  HeldJobs,
  JobDispatcher,
  JobMetrics,
  JobOutbox,
  JobRegistry,
  OutboxRelay,
  Queues,
  type JobClass,
} from '@pydotorg/platform/jobs'
import { JobRunner } from '@pydotorg/platform/jobs/job_runner'
import { postgresQueues } from '@pydotorg/platform/jobs/postgres_queues'
import { redisQueues } from '@pydotorg/platform/jobs/redis_queues'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { testRedis } from '#tests/test_redis'
import { resetJobs, sampleJobs } from './sample_jobs.js'

/** A kind of queue that the suite runs over. */
export interface BackendKind {
  name: string
  /** For how long a job that was cut off is not given to others, in milliseconds. */
  lockMs: number
}

/** Both kinds; Redis where the test run has one, which the launcher says loudly. */
export const backendKinds: BackendKind[] = [
  { name: 'PostgreSQL', lockMs: 1_000 },
  ...(testRedis ? [{ name: 'Redis', lockMs: 1_000 }] : []),
]

/**
 * Jobs of one plugin on real queues: all that a process has, made by hand, so that a test can start, stop and switch it.
 * Its queues have names of their own, so tests do not meet.
 */
export class JobSite {
  readonly queues: Queues
  readonly features: Features
  readonly held: HeldJobs
  readonly dispatcher: JobDispatcher
  readonly metrics = new JobMetrics()
  readonly queue = `test-${randomUUID()}`
  readonly #runners: JobRunner[] = []
  readonly #relays: OutboxRelay[] = []
  readonly #kind: BackendKind
  readonly #plugins: PluginRegistry

  private constructor(kind: BackendKind) {
    this.#kind = kind
    const manifest = definePlugin({ name: 'pets', title: 'Pets', summary: 'Pets.' })
    const plugin = {
      name: 'pets',
      version: '1.0.0',
      packageName: '@pydotorg/pets',
      directory: '/plugins/pets',
      manifest,
    }
    this.#plugins = new PluginRegistry('/', [plugin])
    this.features = new Features(featureDefinitions(this.#plugins))
    this.queues = new Queues(() => this.#connect())
    this.held = new HeldJobs(db, this.queues)
    this.dispatcher = new JobDispatcher(new JobOutbox(db), this.queues, logger)
  }

  /**
   * @param kind - which backend
   * @returns a site on which nothing runs yet
   */
  static open(kind: BackendKind): JobSite {
    const site = new JobSite(kind)
    resetJobs(site.queue)
    return site
  }

  /**
   * @param jobs - what this process knows
   * @param concurrency - at the same time
   * @returns a runner that works
   */
  async work(jobs: readonly JobClass[] = Object.values(sampleJobs), concurrency = 4): Promise<JobRunner> {
    const manifest = definePlugin({
      name: 'pets',
      title: 'Pets',
      summary: 'Pets.',
      jobs: jobs.map((job) => () => Promise.resolve({ default: job })),
    })
    const [plugin] = this.#plugins.all()
    const registry = new JobRegistry(new PluginRegistry('/', [{ ...plugin!, manifest }]), [], logger)
    const { queues, features, held, metrics } = this
    const parts = { queues, registry, features, held, metrics, maker: app.container, logger }
    const runner = new JobRunner(parts, { queues: [this.queue], concurrency, lockMs: this.#kind.lockMs })
    await runner.start()
    this.#runners.push(runner)
    return runner
  }

  /** @returns a relay that works */
  relay(): OutboxRelay {
    const relay = new OutboxRelay({ db, queues: this.queues, log: logger, every: 200 })
    relay.start()
    this.#relays.push(relay)
    return relay
  }

  /** @returns how many jobs are in which state */
  async counts(): Promise<Record<string, number>> {
    return (await this.queues.open(this.queue)).getJobCounts()
  }

  async close(): Promise<void> {
    await Promise.all(this.#relays.map((relay) => relay.stop()))
    await Promise.all(this.#runners.map((runner) => runner.stop(2_000)))
    const queue = await this.queues.open(this.queue)
    await queue.obliterate({ force: true })
    await db.from('job_held').where('queue', this.queue).delete()
    await db.from('job_outbox').where('queue', this.queue).delete()
    await this.queues.close()
  }

  async #connect() {
    if (this.#kind.name === 'Redis') return redisQueues(String(testRedis))
    return postgresQueues({ connection: { connectionString: process.env.DATABASE_URL }, max: 6 })
  }
}
