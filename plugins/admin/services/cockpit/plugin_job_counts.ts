import { inject } from '@adonisjs/core'
import { HeldJobs, JobList } from '@pydotorg/platform/jobs'

/** Jobs of a plugin that did not run yet; null when the queues cannot be asked. */
export interface PluginJobs {
  waiting: number | null
  held: number
}

/** Tells whose the jobs are that did not run yet. */
@inject()
export class PluginJobCounts {
  constructor(
    protected jobList: JobList,
    protected held: HeldJobs
  ) {}

  /** @returns the jobs of a plugin by its name, and whether all that wait were looked at */
  async read(): Promise<{ jobsOf: (plugin: string) => PluginJobs; areAllCounted: boolean }> {
    const [held, waiting] = await Promise.all([this.#held(), this.jobList.waiting().catch(() => null)])
    const jobsOf = (plugin: string): PluginJobs => ({
      waiting: waiting === null ? null : (waiting.byPlugin.get(plugin) ?? 0),
      held: held.get(plugin) ?? 0,
    })
    return { jobsOf, areAllCounted: waiting?.isWhole ?? true }
  }

  async #held(): Promise<Map<string, number>> {
    const held = new Map<string, number>()
    for (const { job, count } of await this.held.groups()) {
      const plugin = job.split('.')[0] ?? ''
      held.set(plugin, (held.get(plugin) ?? 0) + count)
    }
    return held
  }
}
