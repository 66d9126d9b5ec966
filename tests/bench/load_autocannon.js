import autocannon from 'autocannon'

import { CONNECTIONS, SECONDS, WARM_UP_SECONDS } from './load_options.js'

/**
 * @param {string} url
 * @returns {Promise<import('./load.js').Load>}
 * @throws Error when an answer is anything but 200
 */
export async function measureWithAutocannon(url) {
  await autocannon({ url, connections: CONNECTIONS, duration: WARM_UP_SECONDS })
  /** @type {number[]} */
  const times = []
  /** @type {autocannon.Result} */
  const result = await new Promise((resolve, reject) => {
    const run = autocannon({ url, connections: CONNECTIONS, duration: SECONDS }, (error, done) => {
      if (error) reject(error)
      else resolve(done)
    })
    run.on('response', (/** @type {[unknown, number, number, number]} */ ...response) => times.push(response[3]))
  })
  const wrong = result.non2xx + result.errors + result.timeouts
  if (wrong > 0) throw new Error(`${url}: ${wrong} answers were not 200.`)
  times.sort((a, b) => a - b)
  return { perSecond: result.requests.average, p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN }
}
