import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { MarkupDeadlineError } from './markup_deadline_error.js'

const MEMORY_IN_MB = 256

/** In milliseconds. */
export interface RstThreadTimes {
  /** For one text; after it the thread is killed. */
  deadline: number
  /** After which a thread without work ends and gives its 60 MB back. */
  idle: number
}

/** Compiles reStructuredText in a thread of its own, one text after another. */
export class RstThread {
  readonly #times: RstThreadTimes
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(times: RstThreadTimes) {
    this.#times = times
  }

  /**
   * @param source - reStructuredText
   * @returns HTML that is not sanitised yet
   * @throws MarkupDeadlineError when the text takes too long
   */
  compile(source: string): Promise<string> {
    const compiled = this.#turn.then(() => this.#compileNow(source))
    this.#turn = compiled.catch(() => {})
    return compiled
  }

  async #compileNow(source: string): Promise<string> {
    clearTimeout(this.#idle)
    const worker = this.#worker ?? (await this.#start())
    worker.ref()
    worker.postMessage(source)
    try {
      const [html] = (await once(worker, 'message', { signal: AbortSignal.timeout(this.#times.deadline) })) as [string]
      return html
    } catch (error) {
      await this.#end()
      throw isTimeout(error) ? new MarkupDeadlineError(this.#times.deadline) : error
    } finally {
      worker.unref()
      this.#idle = setTimeout(() => this.#end(), this.#times.idle).unref()
    }
  }

  async #start(): Promise<Worker> {
    // The sources run as .ts and a build as .js.
    const file = import.meta.filename.endsWith('.ts') ? './rst_worker.ts' : './rst_worker.js'
    const worker = new Worker(new URL(file, import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_IN_MB },
    })
    await once(worker, 'message')
    this.#worker = worker
    return worker
  }

  async #end(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
