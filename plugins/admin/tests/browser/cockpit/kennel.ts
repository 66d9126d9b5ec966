import { setTimeout } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { definePlugin } from '@pydotorg/platform'
import { AuditLog } from '@pydotorg/platform/audit'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import {
  HeldJobs,
  Job,
  JobDispatcher,
  JobList,
  JobMetrics,
  JobOutbox,
  JobRegistry,
  QueueControl,
  QueueDesk,
  Queues,
  type JobOptions,
  type JobRun,
} from '@pydotorg/platform/jobs'
import { JobRunner } from '@pydotorg/platform/jobs/job_runner'
import { ownJobs } from '@pydotorg/platform/jobs/own_jobs'
import { PluginRegistry } from '@pydotorg/platform/plugins'

const stick = vine.create({ stick: vine.string(), apiKey: vine.string() })

/** Throws as long as the stick is lost. */
export class FetchStick extends Job<typeof stick> {
  static override jobName = 'kennel.fetch_stick'
  static override payload = stick
  static override options: JobOptions = { attempts: 1 }
  static isLost = true

  override async handle(payload: Infer<typeof stick>): Promise<void> {
    if (FetchStick.isLost) throw new Error(`No ${payload.stick} at https://rex:hunter2@kennel.example/garden`)
  }
}

const nothing = vine.create({})

/** Is half done until somebody says that it is clean, or stops it. */
export class WashDog extends Job<typeof nothing> {
  static override jobName = 'kennel.wash_dog'
  static override payload = nothing
  static override options: JobOptions = { attempts: 1 }
  static clean = Promise.withResolvers<void>()

  override async handle(_payload: Infer<typeof nothing>, { progress, signal }: JobRun): Promise<void> {
    await progress({ kind: 'paws', done: 3, total: 4 })
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    await Promise.race([WashDog.clean.promise, stopped])
  }
}

/** A plugin with two jobs on the queue of this site, and real workers, as if the site had it. */
export class Kennel {
  readonly #runners: JobRunner[] = []
  readonly #parts: ConstructorParameters<typeof JobRunner>[0]

  private constructor(parts: ConstructorParameters<typeof JobRunner>[0]) {
    this.#parts = parts
  }

  /** @returns the plugin, known to all that operators look at queues with */
  static async open(): Promise<Kennel> {
    FetchStick.isLost = true
    WashDog.clean = Promise.withResolvers<void>()
    const { container } = app
    const plugins = await withKennel()
    const registry = new JobRegistry(plugins, ownJobs, logger)
    const queues = await container.make(Queues)
    const held = await container.make(HeldJobs)
    const audit = await container.make(AuditLog)
    container.swap(JobList, () => new JobList({ db, queues, registry }))
    container.swap(QueueDesk, () => new QueueDesk({ db, queues, registry, held, audit }))
    container.swap(QueueControl, () => new QueueControl({ db, queues, registry, audit }))
    const features = new Features(featureDefinitions(plugins))
    return new Kennel({ queues, registry, features, held, metrics: new JobMetrics(), maker: container, logger })
  }

  /** Begins to work on what is queued. */
  async work(): Promise<void> {
    const runner = new JobRunner(this.#parts, { queues: ['default'], concurrency: 2 })
    await runner.start()
    this.#runners.push(runner)
  }

  /** Puts so many jobs into the queue that will throw. */
  async loseSticks(count: number): Promise<string[]> {
    const dispatcher = await this.#dispatcher()
    const ids: string[] = []
    for (let i = 1; i <= count; i += 1) {
      ids.push(await dispatcher.dispatch(FetchStick, { stick: `stick ${i}`, apiKey: 'k-12345' }))
    }
    return ids
  }

  /** Waits until nothing is queued or worked on any more. */
  async settle(): Promise<void> {
    const queue = await this.#parts.queues.open('default')
    while ((await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized')) > 0) await setTimeout(20)
  }

  async washDog(): Promise<string> {
    return (await this.#dispatcher()).dispatch(WashDog, {})
  }

  /** Ends the workers, empties the queue, and gives the site back what it had. */
  async close(): Promise<void> {
    WashDog.clean.resolve()
    await Promise.all(this.#runners.map((runner) => runner.stop(2_000)))
    const queue = await this.#parts.queues.open('default')
    await queue.resume()
    await queue.obliterate({ force: true })
    for (const known of [JobList, QueueDesk, QueueControl]) app.container.restore(known)
  }

  async #dispatcher(): Promise<JobDispatcher> {
    return new JobDispatcher(new JobOutbox(db), this.#parts.queues, logger)
  }
}

/** @returns the plugins of this site and one more */
async function withKennel(): Promise<PluginRegistry> {
  const manifest = definePlugin({
    name: 'kennel',
    title: 'Kennel',
    summary: 'Dogs.',
    jobs: [FetchStick, WashDog].map((job) => () => Promise.resolve({ default: job })),
  })
  const kennel = { name: 'kennel', version: '1.0.0', packageName: '@pydotorg/kennel', directory: '/kennel', manifest }
  return new PluginRegistry('/', [...(await app.container.make(PluginRegistry)).all(), kennel])
}
