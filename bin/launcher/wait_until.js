import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks again and again until the answer is neither false nor null.
 *
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ timeoutMs: number, everyMs?: number }} limits both in milliseconds
 * @returns {Promise<Exclude<T, false | null | undefined> | null>} the answer, or null when time ran out
 * @throws whatever `ask` throws
 * @example
 * const gone = await waitUntil(() => !isRunning(server), { timeoutMs: 10_000 })
 */
export async function waitUntil(ask, { timeoutMs, everyMs = 10 }) {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer) return /** @type {Exclude<T, false | null | undefined>} */ (answer)
    if (performance.now() >= deadline) return null
    await sleep(everyMs)
  }
}
