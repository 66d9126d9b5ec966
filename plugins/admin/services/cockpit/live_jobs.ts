import { PassThrough, type Readable } from 'node:stream'
import edge from 'edge.js'
import logger from '@adonisjs/core/services/logger'
import { renderStreams } from '@pydotorg/platform/turbo'
import type { QueueOverview } from '#services/cockpit/queue_overview'

/** Between two looks, in milliseconds. */
const EVERY_MS = 2_000

/** A stream ends after so long; the browser asks again, and with it the question who may. */
const LONGEST_MS = 5 * 60_000

/** More than this many operators do not look at once; the next one gets a page that is reloaded by hand. */
const MOST = 50

/** A viewer that is so far behind, in bytes, is gone. */
const BEHIND = 1_000_000

/**
 * Sends the overview of the queues to all who look at it, as Turbo Streams over server-sent events. However many look, one
 * of them asks the queues; while nobody looks, nobody does.
 */
export class LiveJobs {
  readonly #viewers = new Set<PassThrough>()
  readonly #overview: QueueOverview
  #timer: NodeJS.Timeout | undefined
  #last = ''

  /** @param overview - what is shown */
  constructor(overview: QueueOverview) {
    this.#overview = overview
  }

  /** @returns a stream of events; null when too many look already */
  join(): Readable | null {
    if (this.#viewers.size >= MOST) return null
    const viewer = new PassThrough()
    this.#viewers.add(viewer)
    const leave = setTimeout(() => viewer.end(), LONGEST_MS).unref()
    viewer.once('close', () => {
      clearTimeout(leave)
      this.#viewers.delete(viewer)
      if (this.#viewers.size === 0) this.#rest()
    })
    viewer.write('retry: 3000\n\n')
    if (this.#last) viewer.write(this.#last)
    this.#timer ??= setInterval(() => void this.#look(), EVERY_MS).unref()
    return viewer
  }

  /** Ends every stream: the process ends. */
  close(): void {
    for (const viewer of this.#viewers) viewer.end()
    this.#rest()
  }

  #rest(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#last = ''
  }

  async #look(): Promise<void> {
    try {
      const overview = await this.#overview.glance()
      const view = 'admin::components/cockpit/queues'
      const html = await renderStreams(edge, [
        { action: 'replace', target: 'queues', view, data: { overview }, morph: true },
      ])
      this.#last = `${html
        .split('\n')
        .map((line) => `data: ${line}`)
        .join('\n')}\n\n`
      for (const viewer of this.#viewers) this.#send(viewer)
    } catch (error) {
      logger.warn({ err: error }, 'the live overview of the queues cannot be made')
    }
  }

  #send(viewer: PassThrough): void {
    if (viewer.writableLength > BEHIND) viewer.destroy()
    else viewer.write(this.#last)
  }
}
