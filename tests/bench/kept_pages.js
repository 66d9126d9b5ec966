import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { compare } from './load.js'
import { replay } from './replay.js'
import { manyPaths, samplePaths } from './sample_content.js'
import { startBareServer, startSite } from './server_process.js'
import { printTable } from './tables.js'

const MEGABYTES = '64'
const ADDRESSES = 5_000
const REQUESTS = 100_000

/** Of a single answer: bare Node sends those of its own. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length', 'content-type']

const RELEASE = '/downloads/release/python-3140/'
const ROWS = [
  { name: 'page of an editor', path: samplePaths.page, target: '>= 0.95' },
  { name: 'release page', path: RELEASE, target: '>= 0.95' },
  { name: 'downloads page', path: '/downloads/', target: '>= 0.95' },
  { name: 'release page, 304', path: RELEASE, target: '>= 0.95', isKnown: true },
  { name: 'API v2, all releases', path: '/api/v2/downloads/release/?is_published=true', target: '-' },
]

/**
 * Prints what a page from memory costs beside bare node:http sending the same bytes, those of the header included, and
 * how often visitors find their page there.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, state: string }} site with a database that is filled
 */
export async function costOfKeptPages(lifetime, { build, env, state }) {
  const site = await lifetime.open(startSite(build, { ...env, PAGE_CACHE_MEGABYTES: MEGABYTES }))
  const table = [['', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'bare req/s', 'bare p95', 'ratio', 'target']]
  for (const row of ROWS) {
    const asked = await keptAnswer(site.url + row.path, row.isKnown === true, join(state, 'answer'))
    const bare = await lifetime.open(startBareServer(join(state, 'answer'), asked.type, asked.head))
    const { first, second, ratio } = await compare(asked.target, { url: bare.url, headers: asked.target.headers })
    await bare.stop()
    const times = [first.p50, first.p95, first.p99].map((ms) => ms.toFixed(1))
    const figures = [first.perSecond.toFixed(0), ...times, second.perSecond.toFixed(0), second.p95.toFixed(1)]
    table.push([row.name, ...figures, ratio.toFixed(3), row.target])
  }
  const { hits, requests, seconds } = await replay(site.url, { paths: manyPaths(ADDRESSES), requests: REQUESTS })
  const megabytes = site.residentMegabytes()
  await site.stop()
  console.log('\nPages from memory, log and counters on, against node:http sending the same bytes, header included:')
  printTable(table)
  console.log(
    `\n${requests} requests for ${ADDRESSES} addresses, Zipf-shaped, in ${seconds.toFixed(0)} s with ${MEGABYTES} MB of pages: ` +
      `${(hits / requests).toFixed(3)} from memory (target: above 0.9)`
  )
  console.log(`  memory of the process afterwards: ${megabytes?.toFixed(0) ?? 'unknown'} MB (target: under 250)`)
}

/**
 * @param {string} url of a page that may be kept
 * @param {boolean} isKnown whether the visitor has it
 * @param {string} file takes its body
 * @returns {Promise<{ target: { url: string, headers: Record<string, string> }, type: string,
 *   head: { status: number, fields: string[] } }>} how to ask, and what is answered
 * @throws Error when it is not kept
 */
async function keptAnswer(url, isKnown, file) {
  const made = await fetch(url)
  await made.arrayBuffer()
  /** @type {Record<string, string>} */
  const headers = isKnown ? { 'If-None-Match': made.headers.get('etag') ?? '' } : {}
  const answer = await fetch(url, { headers: { ...headers, 'Accept-Encoding': 'identity' } })
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  if (!answer.headers.get('cache-status')?.includes('hit')) throw new Error(`${url} is not kept.`)
  const fields = [...answer.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name)).flat()
  const type = answer.headers.get('content-type') ?? 'text/html'
  return { target: { url, headers }, type, head: { status: answer.status, fields } }
}
