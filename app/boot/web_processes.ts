import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { LEAN_FLAGS, leanEnvironment } from '#boot/lean_process'

/** Milliseconds after which a process that ends has not failed to start. */
const STARTED = 5_000
/** Milliseconds before one that failed to start is tried again, doubled each time. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

/** What several processes are started with. */
export interface WebProcessesParts {
  /** Path of the program that each of them runs. */
  program: string
  count: number
  /** Told in one sentence of what operators should know. */
  tell: (sentence: string) => void
}

/**
 * Web processes that share a port. One that ends by itself is replaced; on request each is replaced by a new one that
 * listens already, so that no visitor is turned away.
 *
 * @example
 * const processes = new WebProcesses({ program, count: 4, tell: console.error })
 * process.exitCode = await processes.run()
 */
export class WebProcesses {
  readonly #parts: WebProcessesParts
  #isStopping = false
  #exitCode = 0
  #hasListened = false
  #failures = 0
  /** Those that were told to end. */
  readonly #dismissed = new WeakSet<Worker>()
  readonly #ended = Promise.withResolvers<number>()

  /** @param parts - what is run, and how often */
  constructor(parts: WebProcessesParts) {
    this.#parts = parts
  }

  /** @returns the exit code, when all of them have ended: 0 after `stop()`, 1 when none could start */
  async run(): Promise<number> {
    cluster.setupPrimary({ exec: this.#parts.program, execArgv: [...LEAN_FLAGS, ...process.execArgv] })
    cluster.on('listening', () => (this.#hasListened = true))
    for (let number = 0; number < this.#parts.count; number += 1) this.#start()
    return this.#ended.promise
  }

  /** Has all of them finish what they are doing, and starts no other. */
  stop(): void {
    this.#isStopping = true
    for (const worker of workers()) this.#dismiss(worker)
    this.#endWithTheLast()
  }

  /** Replaces them one after the other, e.g. after a new build was put in place of this one. */
  async replace(): Promise<void> {
    for (const old of workers()) {
      if (this.#isStopping) return
      const next = this.#start()
      const isUp = await Promise.race([once(next, 'listening').then(() => true), once(next, 'exit').then(() => false)])
      if (!isUp) return this.#parts.tell('A new process did not start: the old ones go on.')
      const gone = once(old, 'exit')
      this.#dismiss(old)
      await gone
    }
    this.#parts.tell('All processes were replaced.')
  }

  #start(): Worker {
    const startedAt = Date.now()
    const worker = cluster.fork(leanEnvironment())
    worker.once('exit', (code: number | null, signal: string | null) => {
      void this.#endedOne(worker, { life: Date.now() - startedAt, how: signal ?? `code ${code}` })
    })
    return worker
  }

  async #endedOne(worker: Worker, { life, how }: { life: number; how: string }): Promise<void> {
    if (this.#isStopping) return this.#endWithTheLast()
    if (this.#dismissed.has(worker)) return
    // What is wrong stands in the log, and will be wrong at the next try.
    if (!this.#hasListened) {
      this.#exitCode = 1
      return this.stop()
    }
    this.#failures = life < STARTED ? this.#failures + 1 : 0
    this.#parts.tell(`Process ${worker.process.pid} ended by itself (${how}); another takes its place.`)
    if (this.#failures > 0) await wait(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#failures - 1)))
    if (!this.#isStopping) this.#start()
  }

  /** By a signal and not by `worker.kill()`, which takes the port away before the process can say goodbye. */
  #dismiss(worker: Worker): void {
    this.#dismissed.add(worker)
    worker.process.kill('SIGTERM')
  }

  #endWithTheLast(): void {
    if (workers().length === 0) this.#ended.resolve(this.#exitCode)
  }
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
}
