import autocannon from 'autocannon'

import { CONNECTIONS, SECONDS, WARM_UP_SECONDS } from './load_options.js'

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {Promise<void>}
 */
export async function warmUpWithAutocannon(url, headers) {
  await autocannon({ url, headers, connections: CONNECTIONS, duration: WARM_UP_SECONDS })
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {Promise<import('./load.js').Load>}
 * @throws Error when an answer is anything but 200
 */
export async function measureWithAutocannon(url, headers) {
  /** @type {number[]} */
  const times = []
  /** @type {autocannon.Result} */
  const result = await new Promise((resolve, reject) => {
    const run = autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS }, (error, done) => {
      if (error) reject(error)
      else resolve(done)
    })
    run.on('response', (/** @type {[unknown, number, number, number]} */ ...response) => times.push(response[3]))
  })
  const wrong = result.non2xx + result.errors + result.timeouts
  if (wrong > 0) throw new Error(`${url}: ${wrong} answers were not 200.`)
  times.sort((a, b) => a - b)
  /** @param {number} share */
  const at = (share) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: result.requests.average, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
