import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { JOB_STATES, JobList, JobRegistry } from '@pydotorg/platform/jobs'
import { jobListValidator } from '#validators/cockpit/jobs'

/** Jobs on a page, of each queue. */
const SIZE = 25

@inject()
export default class JobsController {
  constructor(
    protected jobList: JobList,
    protected registry: JobRegistry
  ) {}

  async index({ request, view }: HttpContext): Promise<string> {
    const { state: asked = 'failed', queue, page = 1 } = await request.validateUsing(jobListValidator)
    const queues = await this.registry.queues()
    const known = queues.includes(queue ?? '') ? queue : undefined
    const { jobs, hasMore } = await this.jobList.page({ state: asked, queue: known, page, size: SIZE })
    const link = (to: number): string => {
      return `/admin/jobs/list/?${new URLSearchParams({ state: asked, ...(known && { queue: known }), page: String(to) })}`
    }
    const previous = page > 1 ? link(page - 1) : null
    const data = {
      jobs,
      queues,
      queue: known,
      asked,
      states: JOB_STATES,
      page,
      previous,
      next: hasMore ? link(page + 1) : null,
    }
    return view.render('admin::pages/cockpit/jobs/index', data)
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const job = await this.jobList.find(String(params.queue), String(params.id))
    if (!job) throw new Exception('This job is gone: finished jobs are kept for a while only.', { status: 404 })
    return view.render('admin::pages/cockpit/jobs/show', { job })
  }
}
