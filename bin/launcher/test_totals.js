import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures a line for each, where a run tells them
 */

/**
 * What tests/reporters/totals.ts has written. A run that ended before it could
 * write counts as one failure, so that it can never look like success.
 *
 * @param {string} path
 * @param {number} exitCode of the test process
 * @returns {Totals}
 */
export function readJapaTotals(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1, failures: ['a run ended before it could tell its totals'] }
  const { passed, failed, failures = [] } = JSON.parse(readFileSync(path, 'utf8'))
  // A hook that fails, or a crash after the last test, shows in the exit code only.
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, failures }
}

/**
 * Totals of a `node --test` run.
 *
 * @param {string} path its TAP output
 * @param {number} exitCode
 * @returns {Totals}
 */
export function readNodeTestTotals(path, exitCode) {
  const tap = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const passed = countOf(tap, 'pass')
  const failed = countOf(tap, 'fail') + countOf(tap, 'cancelled')
  const failures = [...tap.matchAll(/^ *not ok \d+ - (.+)$/gm)].map(([, title]) => `launcher / ${title}`)
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, failures }
}

/**
 * @param {string} tap
 * @param {string} name
 * @returns {number}
 */
function countOf(tap, name) {
  const [, count = '0'] = new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap) ?? []
  return Number(count)
}
