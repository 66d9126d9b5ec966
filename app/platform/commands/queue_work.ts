import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { AnnouncementListener } from '../announcements/main.js'
import { FeatureClock } from '../features/feature_clock.js'
import { featureChannel } from '../features/feature_channel.js'
import { Features } from '../features/features.js'
import { JobProcess } from '../jobs/job_process.js'
import { JobRegistry } from '../jobs/job_registry.js'
import { OutboxRelay } from '../jobs/outbox_relay.js'
import { keptSettings } from '../settings/live_settings.js'

/** Runs jobs until it is told to stop. */
export default class QueueWork extends BaseCommand {
  static override commandName = 'queue:work'
  static override description = 'Run jobs, in a process of their own; as many of these as wanted'
  static override help = [
    '  {{ binaryName }} queue:work --queues=default,mail --concurrency=10',
    'SIGTERM ends it: no further jobs are begun, and those that run get SHUTDOWN_DEADLINE milliseconds.',
  ]
  static override options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.string({ description: 'Names of queues, with commas; all of them unless said' })
  declare queues?: string

  @flags.number({ description: 'Jobs at the same time, on each queue, 1 to 1000', default: 10 })
  declare concurrency: number

  override async run(): Promise<void> {
    const known = await (await this.app.container.make(JobRegistry)).queues()
    const queues = this.queues?.split(',').map((name) => name.trim()) ?? known
    const stranger = queues.find((name) => !known.includes(name))
    if (stranger !== undefined)
      return this.#refuse(`No job names the queue "${stranger}"; there are ${known.join(', ')}.`)
    if (!(this.concurrency >= 1 && this.concurrency <= 1_000)) return this.#refuse('--concurrency is from 1 to 1000.')
    await this.#listen()
    const work = await this.app.container.make(JobProcess)
    await work.start({ queues, concurrency: Math.trunc(this.concurrency) })
    this.logger.info(`working on ${queues.join(', ')}`)
  }

  /** Other commands read features and settings once and dispatch; this one has to hear of changes. */
  async #listen(): Promise<void> {
    const features = await this.app.container.make(Features)
    const relay = await this.app.container.make(OutboxRelay)
    const listener = await this.app.container.make(AnnouncementListener)
    await listener.add(featureChannel(features)).add(keptSettings).add(relay.channel()).start()
    const clock = new FeatureClock(features)
    clock.start()
    this.app.terminating(() => clock.stop())
  }

  async #refuse(sentence: string): Promise<void> {
    this.logger.error(sentence)
    this.exitCode = 1
    await this.terminate()
  }
}
