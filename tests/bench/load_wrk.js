import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { CONNECTIONS, SECONDS, WARM_UP_SECONDS } from './load_options.js'

const run = promisify(execFile)
const report = fileURLToPath(new URL('wrk_report.lua', import.meta.url))

/**
 * @param {string} url
 * @param {{ seconds: number, headers: Record<string, string> }} load
 * @returns {Promise<{ requests: number, microseconds: number, p50: number, p95: number, p99: number, wrong: number }>}
 */
async function wrk(url, { seconds, headers }) {
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    '--timeout',
    '20s',
    '-s',
    report,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    url,
  ])
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {Promise<void>}
 */
export async function warmUpWithWrk(url, headers) {
  await wrk(url, { seconds: WARM_UP_SECONDS, headers })
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {Promise<import('./load.js').Load>}
 * @throws Error when an answer is anything but 200
 */
export async function measureWithWrk(url, headers) {
  const { requests, microseconds, p50, p95, p99, wrong } = await wrk(url, { seconds: SECONDS, headers })
  if (wrong > 0) throw new Error(`${url}: ${wrong} answers were not 200.`)
  return { perSecond: requests / (microseconds / 1e6), p50: p50 / 1e3, p95: p95 / 1e3, p99: p99 / 1e3 }
}
