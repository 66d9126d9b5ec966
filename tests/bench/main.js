/*
| npm run bench: what the site costs, as ratios to bare node:http in one run, on a database of its own with every
| release of Python in it. Bounded: about four minutes. The figures' meaning: docs/performance.md.
*/
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { step } from '../../bin/launcher/announce.js'
import { startEmbeddedPostgres, destroyEmbeddedPostgres } from '../../bin/launcher/embedded_postgres.js'
import { siteEnvironment } from '../../bin/launcher/environment.js'
import { LauncherError } from '../../bin/launcher/launcher_error.js'
import { runLauncher } from '../../bin/launcher/lifetime.js'
import { runChild } from '../../bin/launcher/child_process.js'
import { ensureBuild } from '../../bin/launcher/site_build.js'
import { measureFeatureReads } from './features.ts'
import { generateSite } from './generated_site.js'
import { compare, generator, median } from './load.js'
import { startBareServer, startSite } from './server_process.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const build = join(root, 'build')
const state = join(root, 'tmp', 'bench')

/** Addresses measured against bare node:http; none of them is cached by the site. */
const addresses = [
  { name: 'downloads page', path: '/downloads/', atLeast: 0.04 },
  { name: 'release page', path: '/downloads/release/python-3140/', atLeast: null },
  { name: 'API v2, all releases', path: '/api/v2/downloads/release/?is_published=true', atLeast: 0.05 },
  { name: 'home page', path: '/', atLeast: null },
]

const MANY_PLUGINS = 200
const BOOTS = 5

/** @param {(string | number)[][]} rows */
function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? String(cell).padEnd(width) : String(cell).padStart(width)
    })
    console.log(`  ${cells.join('  ')}`)
  }
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} milliseconds, median
 */
async function bootTime(folder, env) {
  const times = []
  for (let boot = 0; boot < BOOTS; boot += 1) {
    const site = await startSite(folder, env)
    times.push(site.bootMs)
    await site.stop()
  }
  return median(times)
}

/**
 * @param {string} url
 * @param {string} file
 * @returns {Promise<string>} the content type
 */
async function saveAnswer(url, file) {
  const response = await fetch(url)
  if (!response.ok) throw new LauncherError(`${url} answers ${response.status}.`)
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  return response.headers.get('content-type') ?? 'text/html'
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {NodeJS.ProcessEnv} env
 */
async function againstBareNode(lifetime, env) {
  const site = await lifetime.open(startSite(build, env))
  /** @type {(string | number)[][]} */
  const rows = [['address', 'req/s', 'p95 ms', 'bare req/s', 'bare p95 ms', 'ratio', 'target']]
  for (const { name, path, atLeast } of addresses) {
    const file = join(state, 'answer')
    const bare = await lifetime.open(startBareServer(file, await saveAnswer(site.url + path, file)))
    const { first, second, ratio } = await compare(site.url + path, bare.url)
    await bare.stop()
    rows.push([
      name,
      first.perSecond.toFixed(0),
      first.p95.toFixed(1),
      second.perSecond.toFixed(0),
      second.p95.toFixed(1),
      ratio.toFixed(4),
      atLeast === null ? '-' : `>= ${atLeast}`,
    ])
  }
  await site.stop()
  console.log(
    `\nOne server process, 50 connections of ${generator}, nothing cached, against node:http sending the same bytes:`
  )
  printTable(rows)
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {NodeJS.ProcessEnv} env
 */
async function costOfPlugins(lifetime, env) {
  const few = join(state, 'few')
  const many = join(state, 'many')
  generateSite(build, few, 0)
  generateSite(build, many, MANY_PLUGINS)
  const bootFew = await bootTime(few, env)
  const bootMany = await bootTime(many, env)

  const plain = await lifetime.open(startSite(few, env))
  const crowded = await lifetime.open(startSite(many, env))
  const page = await compare(
    `${crowded.url}/downloads/release/python-3140/`,
    `${plain.url}/downloads/release/python-3140/`
  )
  const small = await compare(`${crowded.url}/bench_gate/`, `${plain.url}/bench_gate/`)
  const gate = await compare(`${plain.url}/bench_gate/`, `${plain.url}/bench_free/`)
  await plain.stop()
  await crowded.stop()

  console.log(`\n${MANY_PLUGINS} generated plugins against none:`)
  printTable([
    ['', 'with', 'without', 'ratio', 'target'],
    ['boot, ms', bootMany.toFixed(0), bootFew.toFixed(0), (bootMany / bootFew).toFixed(2), 'plain <= 2500'],
    [
      'release page, req/s',
      page.first.perSecond.toFixed(0),
      page.second.perSecond.toFixed(0),
      page.ratio.toFixed(3),
      '>= 0.95',
    ],
    [
      'empty route, req/s',
      small.first.perSecond.toFixed(0),
      small.second.perSecond.toFixed(0),
      small.ratio.toFixed(3),
      '>= 0.95',
    ],
  ])
  console.log('\nAn empty route with its gate against one without:')
  printTable([
    ['', 'gated', 'free', 'ratio'],
    ['req/s', gate.first.perSecond.toFixed(0), gate.second.perSecond.toFixed(0), gate.ratio.toFixed(3)],
  ])
}

function costOfReadingFeatures() {
  console.log('\nReading a feature in a site of 200 plugins:')
  printTable([['', 'ns'], ...measureFeatureReads().map(({ read, nanoseconds }) => [read, nanoseconds.toFixed(1)])])
}

await runLauncher(async (lifetime) => {
  const settings = siteEnvironment({ root, nodeEnv: 'production' })
  await destroyEmbeddedPostgres(state)
  rmSync(state, { recursive: true, force: true })
  mkdirSync(state, { recursive: true })
  await step('build', async (detail) =>
    detail(await ensureBuild(lifetime, { root, node: process.execPath, env: settings }))
  )
  const postgres = await lifetime.open(startEmbeddedPostgres({ root, stateDir: join(state, 'postgres') }))
  const env = { ...settings, DATABASE_URL: postgres.url }
  for (const command of [['migration:run', '--force'], ['site:seed']]) {
    const exitCode = await runChild(lifetime, [process.execPath, 'ace.js', ...command], { cwd: build, env })
    if (exitCode !== 0) throw new LauncherError(`"node ace ${command.join(' ')}" failed.`)
  }
  await againstBareNode(lifetime, env)
  await costOfPlugins(lifetime, env)
  costOfReadingFeatures()
  return 0
})
