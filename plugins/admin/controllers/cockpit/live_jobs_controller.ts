import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import { LiveJobs } from '#services/cockpit/live_jobs'
import { QueueOverview } from '#services/cockpit/queue_overview'

let live: LiveJobs | null = null

/** The overview of the queues as it changes. */
@inject()
export default class LiveJobsController {
  readonly #overview: QueueOverview

  constructor(overview: QueueOverview) {
    this.#overview = overview
  }

  index({ response }: HttpContext): void {
    const stream = this.#live().join()
    // No content: the browser asks no more, and the page says how to reload.
    if (!stream) return response.status(204).send(null)
    response.header('Content-Type', 'text/event-stream; charset=utf-8')
    response.header('X-Accel-Buffering', 'no')
    response.stream(stream)
  }

  #live(): LiveJobs {
    if (live) return live
    const made = new LiveJobs(this.#overview)
    live = made
    // Before AdonisJS waits for its connections to close.
    app.terminating(() => made.close())
    return made
  }
}
