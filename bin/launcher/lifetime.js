import { constants } from 'node:os'

import { announce, surviveClosedOutput } from './announce.js'
import { explain } from './launcher_error.js'
import { watchNpm } from './npm_watch.js'

/**
 * In a terminal, Ctrl-C reaches us from the terminal and once more from npm,
 * which passes it on. Signals this close together are one request.
 */
const SAME_REQUEST_MS = 500

/**
 * What a launcher has opened and must close, last opened first: the site before
 * the database it still needs.
 */
export class Lifetime {
  /** @type {{ close: () => Promise<unknown>, kill: () => void }[]} */
  #opened = []

  /** @type {() => void} */
  #requestStop = () => {}

  /** Settles when the person, npm or the system asks us to stop. */
  stopRequested = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      this.#requestStop = resolve
    })
  )

  isStopping = false

  /** @returns {void} */
  requestStop() {
    this.isStopping = true
    this.#requestStop()
  }

  /**
   * Waits for something that must be closed in the end, and closes it even when
   * the stop is requested before it is there.
   *
   * @template {{ stop: () => Promise<unknown>, kill: () => void }} T
   * @param {Promise<T>} opening
   * @returns {Promise<T>}
   * @example
   * const database = await lifetime.open(resolveDatabase({ root }))
   */
  open(opening) {
    /** @type {T | null} */
    let opened = null
    const settled = opening.then((thing) => (opened = thing)).catch(() => null)
    this.#opened.push({ close: async () => (await settled)?.stop(), kill: () => opened?.kill() })
    return opening
  }

  /** @returns {Promise<void>} */
  async close() {
    for (let last = this.#opened.at(-1); last !== undefined; last = this.#opened.at(-1)) {
      try {
        await last.close()
      } catch (error) {
        console.error(explain(error))
      }
      // Only now: while it closes, an impatient person must still be able to kill it.
      // And by itself: what was on its way when the stop came has been added meanwhile.
      this.#opened.splice(this.#opened.indexOf(last), 1)
    }
  }

  /** @returns {void} */
  kill() {
    for (const { kill } of [...this.#opened].reverse()) kill()
  }
}

/**
 * Runs a launcher from start to exit. SIGINT, SIGTERM and SIGHUP end it in good
 * order, by default with exit code 0; a second signal ends everything at once
 * with 128 + n.
 * A failure is printed and gives exit code 1.
 *
 * @param {(lifetime: Lifetime) => Promise<number>} body returns the exit code
 * @param {{ stoppedCode?: number }} [options] `stoppedCode`: exit code after an orderly stop
 * @returns {Promise<never>}
 * @example
 * await runLauncher(async (lifetime) => { …; return 0 })
 */
export async function runLauncher(body, { stoppedCode = 0 } = {}) {
  surviveClosedOutput()
  const lifetime = new Lifetime()
  listenForSignals(lifetime)
  watchNpm(() => {
    announce('npm is gone; stopping')
    lifetime.requestStop()
  })
  let exitCode = 0
  try {
    exitCode = await Promise.race([body(lifetime), lifetime.stopRequested.then(() => stoppedCode)])
  } catch (error) {
    console.error(explain(error))
    exitCode = 1
  }
  lifetime.isStopping = true
  await lifetime.close()
  process.exit(exitCode)
}

/** @param {Lifetime} lifetime */
function listenForSignals(lifetime) {
  let firstAt = 0
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    if (!lifetime.isStopping) {
      firstAt = performance.now()
      announce('stopping; once more to stop at once')
      return lifetime.requestStop()
    }
    if (performance.now() - firstAt < SAME_REQUEST_MS) return
    lifetime.kill()
    process.exit(128 + constants.signals[signal])
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onSignal)
}
