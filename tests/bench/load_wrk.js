import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { CONNECTIONS, SECONDS, WARM_UP_SECONDS } from './load_options.js'

const run = promisify(execFile)
const report = fileURLToPath(new URL('wrk_report.lua', import.meta.url))

/**
 * @param {string} url
 * @param {number} seconds
 * @returns {Promise<{ requests: number, microseconds: number, p95: number, wrong: number }>}
 */
async function wrk(url, seconds) {
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    '--timeout',
    '20s',
    '-s',
    report,
    url,
  ])
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

/**
 * @param {string} url
 * @returns {Promise<import('./load.js').Load>}
 * @throws Error when an answer is anything but 200
 */
export async function measureWithWrk(url) {
  await wrk(url, WARM_UP_SECONDS)
  const { requests, microseconds, p95, wrong } = await wrk(url, SECONDS)
  if (wrong > 0) throw new Error(`${url}: ${wrong} answers were not 200.`)
  return { perSecond: requests / (microseconds / 1e6), p95: p95 / 1e3 }
}
