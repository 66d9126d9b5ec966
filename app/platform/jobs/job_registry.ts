import type { Logger } from '@adonisjs/core/logger'
import type { Lazy } from '../plugins/lazy.js'
import type { PluginRegistry } from '../plugins/plugin_registry.js'
import type { JobClass } from './job_class.js'
import { DEFAULT_QUEUE } from './job_options.js'

/** A job and whose it is; the platform's own belong to no plugin. */
export interface RegisteredJob {
  job: JobClass
  plugin: string | null
}

/** Every job of the site by its name. What lies in a queue is looked up here, and nothing else is ever run. */
export class JobRegistry {
  readonly #plugins: PluginRegistry
  readonly #own: readonly Lazy<JobClass>[]
  readonly #logger: Logger
  #jobs: Promise<ReadonlyMap<string, RegisteredJob>> | null = null

  /**
   * @param plugins - whose manifests name jobs
   * @param own - jobs of the platform
   * @param logger - is told of jobs that cannot be loaded
   */
  constructor(plugins: PluginRegistry, own: readonly Lazy<JobClass>[], logger: Logger) {
    this.#plugins = plugins
    this.#own = own
    this.#logger = logger
  }

  /**
   * @param name - of a job
   * @returns the job; null when no plugin that is in use has one of that name
   */
  async find(name: string): Promise<RegisteredJob | null> {
    const found = (await this.all()).get(name)
    if (!found) return null
    return found.plugin === null || this.#plugins.find(found.plugin) ? found : null
  }

  /** @returns every job by its name */
  all(): Promise<ReadonlyMap<string, RegisteredJob>> {
    this.#jobs ??= this.#load()
    return this.#jobs
  }

  /** @returns the queues that jobs name, each once */
  async queues(): Promise<string[]> {
    const named = [...(await this.all()).values()].map(({ job }) => job.options.queue ?? DEFAULT_QUEUE)
    return [...new Set([DEFAULT_QUEUE, ...named])]
  }

  async #load(): Promise<ReadonlyMap<string, RegisteredJob>> {
    const jobs = new Map<string, RegisteredJob>()
    for (const load of this.#own) {
      const { default: job } = await load()
      jobs.set(job.jobName, { job, plugin: null })
    }
    for (const { name: plugin, manifest } of this.#plugins.all()) {
      for (const load of manifest.jobs ?? []) {
        try {
          const { default: job } = await load()
          jobs.set(job.jobName, { job, plugin })
        } catch (error) {
          // What is queued for it is kept, as for a job that nobody knows.
          this.#logger.error({ err: error, plugin }, 'a job could not be loaded')
        }
      }
    }
    return jobs
  }
}
