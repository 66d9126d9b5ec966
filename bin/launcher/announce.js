/**
 * What the launcher prints: one line a step, so that a person (or a log) sees
 * where the time goes.
 */

/**
 * Prints one line.
 *
 * @param {string} text
 * @returns {void}
 * @example
 * announce('PostgreSQL is ready')
 */
export function announce(text) {
  console.log(`[pydotorg] ${text}`)
}

/**
 * Runs a step and prints what came of it and how long it took.
 *
 * @template T
 * @param {string} name
 * @param {(detail: (text: string) => void) => Promise<T>} work `detail` sets the text after the name
 * @returns {Promise<T>} what the work returned
 * @throws whatever the work throws
 * @example
 * await step('PostgreSQL', async (detail) => { detail('port 41234') })
 */
export async function step(name, work) {
  const startedAt = performance.now()
  let note = 'done'
  const result = await work((text) => {
    note = text
  })
  announce(`${name}: ${note} (${Math.round(performance.now() - startedAt)} ms)`)
  return result
}

/**
 * Keeps a launcher alive whose output pipe was closed by the reader: without a
 * listener the EPIPE would end it and leave its children behind.
 *
 * @returns {void}
 */
export function surviveClosedOutput() {
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
}
