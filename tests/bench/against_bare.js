import { randomBytes } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { LauncherError } from '../../bin/launcher/launcher_error.js'
import { commandsOf, signIn } from './accounts.js'
import { compare, generator } from './load.js'
import { samplePaths } from './sample_content.js'
import { startBareServer, startSite } from './server_process.js'
import { printTable } from './tables.js'

const ACCOUNT = 'bench_reader'
const RELEASE = '/downloads/release/python-3140/'

/**
 * @typedef {{ name: string, path: string, group: 'pages' | 'api' | 'files', target?: string, known?: true }} Row
 *   `known`: asked for by somebody who is signed in
 */

/**
 * @param {string} build
 * @returns {Row[]} what is measured; no whole page is kept by the site
 */
function rowsOf(build) {
  const file = readdirSync(join(build, 'public', 'assets')).find((name) => /^app-.*\.css$/.test(name)) ?? ''
  return [
    { name: 'downloads page', path: '/downloads/', group: 'pages', target: '>= 0.04' },
    { name: 'search of releases', path: '/downloads/?q=3.14', group: 'pages' },
    { name: 'release page', path: RELEASE, group: 'pages' },
    { name: 'the same, signed in', path: RELEASE, group: 'pages', known: true },
    { name: 'page of an editor', path: samplePaths.page, group: 'pages' },
    { name: 'list of stories', path: samplePaths.stories, group: 'pages' },
    { name: 'home page', path: '/', group: 'pages' },
    {
      name: 'API v2, all releases',
      path: '/api/v2/downloads/release/?is_published=true',
      group: 'api',
      target: '>= 0.05',
    },
    { name: 'static file', path: `/assets/${file}`, group: 'files' },
  ]
}

/**
 * Prints what an address costs beside bare node:http sending the same bytes.
 *
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {{ build: string, env: NodeJS.ProcessEnv, state: string }} site with a database that is seeded
 * @param {(group: Row['group']) => boolean} isWanted which rows
 */
export async function againstBareNode(lifetime, { build, env: given, state }, isWanted) {
  // Limits would answer most of these requests.
  const env = { ...given, RATELIMIT_ENABLED: 'false' }
  const rows = rowsOf(build).filter(({ group }) => isWanted(group))
  const password = randomBytes(24).toString('base64url')
  if (rows.some(({ known }) => known)) {
    const command = ['user:create', ACCOUNT, `--email=${ACCOUNT}@example.org`, '--password-stdin']
    await commandsOf(build, env)(command, password)
  }
  const site = await lifetime.open(startSite(build, env))
  /** @type {string[][]} */
  const table = [['', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'bare req/s', 'bare p95', 'ratio', 'target']]
  for (const { name, path, target, known } of rows) {
    /** @type {Record<string, string>} */
    const headers = known ? { Cookie: (await signIn(site.url, { name: ACCOUNT, password })).cookie } : {}
    const asked = { url: site.url + path, headers }
    const file = join(state, 'answer')
    const bare = await lifetime.open(startBareServer(file, await saveAnswer(asked, file)))
    const { first, second, ratio } = await compare(asked, bare.url)
    await bare.stop()
    const times = [first.p50, first.p95, first.p99].map((ms) => ms.toFixed(1))
    table.push([
      name,
      first.perSecond.toFixed(0),
      ...times,
      second.perSecond.toFixed(0),
      second.p95.toFixed(1),
      ratio.toFixed(4),
      target ?? '-',
    ])
  }
  const megabytes = site.residentMegabytes()
  await site.stop()
  console.log(`\nOne server process, 50 connections of ${generator}, against node:http sending the same bytes:`)
  printTable(table)
  console.log(`  memory of the process afterwards: ${megabytes?.toFixed(0) ?? 'unknown'} MB (target: under 250)`)
}

/**
 * @param {{ url: string, headers: Record<string, string> }} asked
 * @param {string} file
 * @returns {Promise<string>} the content type
 */
async function saveAnswer({ url, headers }, file) {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new LauncherError(`${url} answers ${response.status}.`)
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  return response.headers.get('content-type') ?? 'text/html'
}
