import type { ApplicationService } from '@adonisjs/core/types'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { AuditLog } from '@pydotorg/platform/audit'
import { connectionSettings } from '@pydotorg/platform/database'
import { Features } from '@pydotorg/platform/features'
import {
  HeldJobs,
  JobDispatcher,
  JobMetrics,
  JobOutbox,
  JobProcess,
  JobRegistry,
  OutboxRelay,
  Queues,
  ScheduleClock,
  ScheduleList,
  Schedules,
} from '@pydotorg/platform/jobs'
import { KeepTimes } from '@pydotorg/platform/jobs/keep_times'
import { ownJobs, ownSchedules } from '@pydotorg/platform/jobs/own_jobs'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { registerQueueDesk } from '#boot/register_queue_desk'

/**
 * Jobs: how they are dispatched, and the part that a process has in running them. Nothing connects before a job is
 * dispatched or run. In tests jobs stay in the outbox, where tests find them.
 */
export default class JobsProvider {
  #queues: Queues | null = null
  #process: JobProcess | null = null
  #stopping: Promise<void> | null = null
  #isEnding = false
  #database: object | null = null

  constructor(protected app: ApplicationService) {}

  register(): void {
    this.#registerQueues()
    registerQueueDesk(this.app)
    this.#registerSchedules()
    this.app.container.singleton(JobProcess, async (resolver) => {
      this.#process = new JobProcess({
        relay: await resolver.make(OutboxRelay),
        clock: await resolver.make(ScheduleClock),
        runner: async (options) => {
          const { JobRunner } = await import('@pydotorg/platform/jobs/job_runner')
          const { default: settings } = await import('#config/queue')
          return new JobRunner(await this.#runnerParts(), { lockMs: settings.lock, ...options })
        },
        logger: await resolver.make('logger'),
      })
      return this.#process
    })
  }

  async boot(): Promise<void> {
    if (this.app.getEnvironment() !== 'web' || this.app.inTest) return
    const listener = await this.app.container.make(AnnouncementListener)
    listener.add((await this.app.container.make(OutboxRelay)).channel())
  }

  async ready(): Promise<void> {
    // Before AdonisJS waits for its connections to close: no job is begun that would be cut off.
    this.app.terminating(() => {
      this.#stopping = this.#stop()
    })
    if (this.app.getEnvironment() === 'console') await this.#prepareAfterMigrations()
    if (this.app.getEnvironment() !== 'web' || this.app.getMode() !== 'run') return
    // Visitors are served meanwhile: nobody waits for the queues.
    setImmediate(() => void this.#work())
  }

  async shutdown(): Promise<void> {
    await this.#stopping
    await this.#queues?.close()
  }

  async #work(): Promise<void> {
    const { default: settings } = await import('#config/queue')
    const registry = await this.app.container.make(JobRegistry)
    const { concurrency } = settings
    const work = settings.inWeb ? { queues: await registry.queues(), concurrency } : null
    const process = await this.app.container.make(JobProcess)
    // The process may be told to end before it has begun.
    if (!this.#isEnding) await process.start(work)
  }

  async #stop(): Promise<void> {
    this.#isEnding = true
    const { default: settings } = await import('#config/queue')
    await this.#process?.stop(settings.deadline)
  }

  #registerQueues(): void {
    const { container } = this.app
    container.singleton(Queues, () => (this.#queues = new Queues(() => this.#connect())))
    container.singleton(JobOutbox, async (resolver) => new JobOutbox(await resolver.make('lucid.db')))
    container.singleton(JobDispatcher, async (resolver) => {
      const queues = this.app.inTest ? null : await resolver.make(Queues)
      return new JobDispatcher(await resolver.make(JobOutbox), queues, await resolver.make('logger'))
    })
    container.singleton(JobRegistry, async (resolver) => {
      return new JobRegistry(await resolver.make(PluginRegistry), ownJobs, await resolver.make('logger'))
    })
    container.singleton(OutboxRelay, async (resolver) => {
      const [db, queues] = [await resolver.make('lucid.db'), await resolver.make(Queues)]
      return new OutboxRelay({ db, queues, log: await resolver.make('logger') })
    })
    container.singleton(KeepTimes, async () => new KeepTimes((await import('#config/keeping')).default))
    container.singleton(JobMetrics, () => new JobMetrics())
    container.singleton(HeldJobs, async (resolver) => {
      return new HeldJobs(await resolver.make('lucid.db'), await resolver.make(Queues))
    })
  }

  #registerSchedules(): void {
    const { container } = this.app
    container.singleton(ScheduleList, async (resolver) => {
      return new ScheduleList(await resolver.make(PluginRegistry), ownSchedules)
    })
    container.singleton(Schedules, async (resolver) => {
      return new Schedules({
        db: await resolver.make('lucid.db'),
        list: await resolver.make(ScheduleList),
        dispatcher: await resolver.make(JobDispatcher),
        audit: await resolver.make(AuditLog),
      })
    })
    container.singleton(ScheduleClock, async (resolver) => {
      return new ScheduleClock({
        db: await resolver.make('lucid.db'),
        schedules: await resolver.make(ScheduleList),
        features: await resolver.make(Features),
        dispatcher: await resolver.make(JobDispatcher),
        log: await resolver.make('logger'),
      })
    })
  }

  async #runnerParts() {
    const { container } = this.app
    return {
      queues: await container.make(Queues),
      registry: await container.make(JobRegistry),
      features: await container.make(Features),
      held: await container.make(HeldJobs),
      metrics: await container.make(JobMetrics),
      maker: container,
      logger: await container.make('logger'),
    }
  }

  async #connect() {
    const { default: settings } = await import('#config/queue')
    if (settings.redisUrl !== null) {
      const { redisQueues } = await import('@pydotorg/platform/jobs/redis_queues')
      return redisQueues(settings.redisUrl)
    }
    const { postgresQueues } = await import('@pydotorg/platform/jobs/postgres_queues')
    // Each queue that is worked on listens with one connection; the rest of them ask.
    const listening = (await (await this.app.container.make(JobRegistry)).queues()).length
    return postgresQueues({ connection: await this.#connection(), max: listening + 3 })
  }

  async #connection(): Promise<object> {
    return this.#database ?? connectionSettings(await this.app.container.make('lucid.db'))
  }

  /** A deploy whose web processes may not make tables migrates before it starts them. */
  async #prepareAfterMigrations(): Promise<void> {
    const ace = await this.app.container.make('ace')
    // Lucid forgets its connections when the command is done.
    this.#database = await this.#connection()
    ace.executed(async ({ commandName, exitCode }) => {
      if (exitCode || !/^migration:(run|fresh|refresh)$/.test(commandName)) return
      await (await this.app.container.make(Queues)).connection()
    })
  }
}
