import { execFileSync } from 'node:child_process'

import { measureWithAutocannon } from './load_autocannon.js'
import { measureWithWrk } from './load_wrk.js'

/**
 * @typedef {object} Load
 * @property {number} perSecond answers per second
 * @property {number} p95 milliseconds in which 95 of 100 requests were answered
 */

/** wrk where it is installed: it costs less of the machine than a generator in JavaScript, so bare Node looks its best. */
export const generator = isInstalled('wrk') ? 'wrk' : 'autocannon'

const measure = generator === 'wrk' ? measureWithWrk : measureWithAutocannon

/**
 * @param {string} program
 * @returns {boolean}
 */
function isInstalled(program) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    // wrk prints its version and exits with 1.
    return error instanceof Error && !('code' in error && error.code === 'ENOENT')
  }
}

/**
 * @param {number[]} values
 * @returns {number}
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * Measures two addresses in turn, A B A B, so that a machine that gets slower meanwhile is unfair to neither.
 *
 * @param {string} first
 * @param {string} second
 * @param {number} [rounds]
 * @returns {Promise<{ first: Load, second: Load, ratio: number }>} medians; ratio of first to second, round by round
 * @throws Error when an answer is anything but 200
 */
export async function compare(first, second, rounds = 3) {
  /** @type {{ first: Load, second: Load }[]} */
  const pairs = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ first: await measure(first), second: await measure(second) })
  }
  /** @param {'first' | 'second'} side */
  const middle = (side) => ({
    perSecond: median(pairs.map((pair) => pair[side].perSecond)),
    p95: median(pairs.map((pair) => pair[side].p95)),
  })
  return {
    first: middle('first'),
    second: middle('second'),
    ratio: median(pairs.map((pair) => pair.first.perSecond / pair.second.perSecond)),
  }
}
