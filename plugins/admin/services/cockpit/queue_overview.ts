import { inject } from '@adonisjs/core'
import { JobList, QueueDesk, Schedules, type ListedJob, type QueueReport, type Schedule } from '@pydotorg/platform/jobs'

/** All queues at a glance; `report` is null when they cannot be reached. */
export interface Overview {
  report: QueueReport | null
  running: ListedJob[]
  failed: ListedJob[]
  at: Date
}

/** So many jobs are shown at a glance, of each queue. */
const GLANCE = 10

/** What operators see of queues first. */
@inject()
export class QueueOverview {
  constructor(
    protected desk: QueueDesk,
    protected jobList: JobList,
    protected list: Schedules
  ) {}

  /** @returns queues in numbers, what runs, and what failed last */
  async glance(): Promise<Overview> {
    const at = new Date()
    try {
      const report = await this.desk.report()
      const [running, failed] = [await this.#first('active'), await this.#first('failed')]
      return { report, running, failed, at }
    } catch {
      return { report: null, running: [], failed: [], at }
    }
  }

  /** @returns every schedule with when it was and is due */
  schedules(): Promise<Schedule[]> {
    return this.list.all()
  }

  async #first(state: 'active' | 'failed'): Promise<ListedJob[]> {
    return (await this.jobList.page({ state, page: 1, size: GLANCE })).jobs
  }
}
