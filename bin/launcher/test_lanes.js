import { closeSync, openSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

import { announce, step } from './announce.js'

/**
 * @typedef {object} TestRun
 * @property {string} name of what it runs, fit for a file's name
 * @property {(output: number | undefined) => Promise<import('./test_totals.js').Totals>} run `output`: descriptor of
 *   the file that takes what it prints; the launcher's own output when it is undefined
 */

/**
 * Does runs side by side, as many at a time as there are processors, in their order. One that has others beside it
 * prints what it has to say when it is over, in one piece.
 *
 * @param {TestRun[]} runs the longest first
 * @param {{ folder: string, lanes?: number }} options `folder`: of the test run
 * @returns {Promise<import('./test_totals.js').Totals[]>} in the order of the runs
 * @throws what a run throws
 * @example
 * const totals = await runInLanes([{ name: 'unit', run: (output) => … }], { folder })
 */
export async function runInLanes(runs, { folder, lanes = availableParallelism() }) {
  const [only] = runs
  if (only === undefined) return []
  if (runs.length === 1) return [await only.run(undefined)]
  /** @type {import('./test_totals.js').Totals[]} */
  const totals = []
  const waiting = runs.entries()
  const work = async () => {
    for (const [index, run] of waiting) totals[index] = await runAside(run, folder)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, runs.length) }, work))
  return totals
}

/**
 * @param {TestRun} run
 * @param {string} folder
 */
async function runAside({ name, run }, folder) {
  const path = join(folder, `${name}.log`)
  const output = openSync(path, 'w')
  announce(`${name}: begins; what it prints comes when it is over`)
  try {
    return await step(name, async (detail) => {
      const totals = await run(output)
      detail(`${totals.passed} passed, ${totals.failed} failed`)
      return totals
    })
  } finally {
    closeSync(output)
    console.log(readFileSync(path, 'utf8'))
  }
}
