import { execFileSync } from 'node:child_process'

import { measureWithAutocannon, warmUpWithAutocannon } from './load_autocannon.js'
import { measureWithWrk, warmUpWithWrk } from './load_wrk.js'

/**
 * @typedef {object} Load
 * @property {number} perSecond answers per second
 * @property {number} p50 milliseconds in which half of the requests were answered
 * @property {number} p95 milliseconds in which 95 of 100 requests were answered
 * @property {number} p99 milliseconds in which 99 of 100 requests were answered
 */

/** wrk where it is installed: it costs less of the machine than a generator in JavaScript, so bare Node looks its best. */
export const generator = isInstalled('wrk') ? 'wrk' : 'autocannon'

const measure = generator === 'wrk' ? measureWithWrk : measureWithAutocannon
const warmUp = generator === 'wrk' ? warmUpWithWrk : warmUpWithAutocannon

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
 * @typedef {string | { url: string, headers: Record<string, string> }} Target an address, asked with these headers
 */

/**
 * @template Result
 * @param {(url: string, headers: Record<string, string>) => Promise<Result>} ask
 * @param {Target} target
 * @returns {Promise<Result>}
 */
function askTarget(ask, target) {
  return typeof target === 'string' ? ask(target, {}) : ask(target.url, target.headers)
}

/**
 * @param {Load[]} loads
 * @returns {Load} the median of each figure
 */
function middleOf(loads) {
  /** @param {keyof Load} figure */
  const middle = (figure) => median(loads.map((load) => load[figure]))
  return { perSecond: middle('perSecond'), p50: middle('p50'), p95: middle('p95'), p99: middle('p99') }
}

/**
 * Measures one address by itself, for figures that are compared with its own at another time.
 *
 * @param {Target} target
 * @param {number} [rounds]
 * @returns {Promise<Load>} medians
 * @throws Error when an answer is anything but 200
 */
export async function measureOne(target, rounds = 2) {
  await askTarget(warmUp, target)
  /** @type {Load[]} */
  const loads = []
  for (let round = 0; round < rounds; round += 1) loads.push(await askTarget(measure, target))
  return middleOf(loads)
}

/**
 * Measures two addresses in turn, A B A B, so that a machine that gets slower meanwhile is unfair to neither.
 *
 * @param {Target} first
 * @param {Target} second
 * @param {number} [rounds]
 * @returns {Promise<{ first: Load, second: Load, ratio: number }>} medians; ratio of first to second, round by round
 * @throws Error when an answer is anything but 200
 */
export async function compare(first, second, rounds = 3) {
  await askTarget(warmUp, first)
  await askTarget(warmUp, second)
  /** @type {{ first: Load, second: Load }[]} */
  const pairs = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ first: await askTarget(measure, first), second: await askTarget(measure, second) })
  }
  return {
    first: middleOf(pairs.map((pair) => pair.first)),
    second: middleOf(pairs.map((pair) => pair.second)),
    ratio: median(pairs.map((pair) => pair.first.perSecond / pair.second.perSecond)),
  }
}
