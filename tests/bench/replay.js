import { Agent, get } from 'node:http'

import { CONNECTIONS } from './load_options.js'

/** The same visitors at every run. */
const SEED = 20_251_007

/**
 * Asks for addresses as a site's visitors do: the second most often read half as often as the first, the third a third
 * as often, and so on (Zipf's law).
 *
 * @param {string} origin
 * @param {{ paths: string[], requests: number }} visits
 * @returns {Promise<{ hits: number, requests: number, seconds: number }>} `hits`: answered from memory
 * @throws Error when an answer is anything but 200
 */
export async function replay(origin, { paths, requests }) {
  const choose = chooserOf(paths)
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let [asked, hits] = [0, 0]
  const visitor = async () => {
    while (asked < requests) {
      asked += 1
      if (await isHit(origin + choose(), agent)) hits += 1
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor))
  agent.destroy()
  return { hits, requests, seconds: (performance.now() - startedAt) / 1000 }
}

/**
 * @param {string} url
 * @param {Agent} agent
 * @returns {Promise<boolean>}
 */
function isHit(url, agent) {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      response.resume()
      response.once('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answers ${response.statusCode}.`))
        resolve(String(response.headers['cache-status']).startsWith('pydotorg; hit'))
      })
    }).once('error', reject)
  })
}

/**
 * @param {string[]} paths
 * @returns {() => string}
 */
function chooserOf(paths) {
  const bounds = new Float64Array(paths.length)
  let sum = 0
  for (let rank = 0; rank < paths.length; rank += 1) bounds[rank] = sum += 1 / (rank + 1)
  const random = randomNumbers(SEED)
  return () => {
    const wanted = random() * sum
    let [low, high] = [0, paths.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((bounds[middle] ?? sum) < wanted) low = middle + 1
      else high = middle
    }
    return paths[low] ?? ''
  }
}

/**
 * Numbers from 0 to 1 that are the same at every run (Park and Miller's generator).
 *
 * @param {number} seed
 * @returns {() => number}
 */
function randomNumbers(seed) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
