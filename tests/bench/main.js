/*
| npm run bench: what the site costs, as ratios to bare node:http in one run, on a database of its own with every
| release of Python, 2,000 pages and 5,000 stories in it. `npm run bench -- api home` measures these parts only. The
| figures' meaning: docs/performance.md.
*/
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { step } from '../../bin/launcher/announce.js'
import { startEmbeddedPostgres, destroyEmbeddedPostgres } from '../../bin/launcher/embedded_postgres.js'
import { siteEnvironment } from '../../bin/launcher/environment.js'
import { LauncherError } from '../../bin/launcher/launcher_error.js'
import { runLauncher } from '../../bin/launcher/lifetime.js'
import { runChild } from '../../bin/launcher/child_process.js'
import { ensureBuild } from '../../bin/launcher/site_build.js'
import { measureAccounts } from './accounts.js'
import { measureAdminList } from './admin_list.js'
import { againstBareNode } from './against_bare.js'
import { measureFeatureReads } from './features.ts'
import { costOfGrowth } from './growth.js'
import { measureImages } from './images.js'
import { costOfJobs } from './job_costs.js'
import { measureHome } from './home.js'
import { costOfKeptPages } from './kept_pages.js'
import { costOfPlugins } from './plugin_costs.js'
import { addContent } from './sample_content.js'
import { printComparisons, printTable } from './tables.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const build = join(root, 'build')
const state = join(root, 'tmp', 'bench')

/** In the order in which they are measured. */
const PARTS = [
  'pages',
  'api',
  'files',
  'kept',
  'plugins',
  'features',
  'accounts',
  'images',
  'jobs',
  'growth',
  'admin',
  'home',
]

/**
 * @param {string[]} names
 * @returns {(part: string) => boolean} whether a part is wanted; without names all are
 * @throws {LauncherError} for a name that is none
 */
function choiceOf(names) {
  const unknown = names.find((name) => !PARTS.includes(name))
  if (unknown !== undefined) {
    throw new LauncherError(`The bench has no part "${unknown}". Its parts are ${PARTS.join(', ')}.`)
  }
  return (part) => names.length === 0 || names.includes(part)
}

/**
 * @typedef {object} Site
 * @property {string} build
 * @property {NodeJS.ProcessEnv} env
 * @property {string} state folder for whatever a measurement makes
 * @property {string} databaseUrl
 */

function costOfReadingFeatures() {
  console.log('\nReading a feature in a site of 200 plugins:')
  printTable([['', 'ns'], ...measureFeatureReads().map(({ read, nanoseconds }) => [read, nanoseconds.toFixed(1)])])
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {Site} site
 */
async function costOfAccounts(lifetime, site) {
  const { signInMs, token, session } = await measureAccounts(lifetime, site)
  console.log(`\nSigning in by password takes ${signInMs.toFixed(0)} ms, nearly all of it for the hash.`)
  console.log('The same answer for somebody known and for a guest:')
  printComparisons(
    ['known', 'guest'],
    [
      { name: 'API v2 with a token, req/s', ...token, target: '>= 0.6' },
      { name: 'release page, signed in, req/s', ...session, target: '>= 0.5' },
    ]
  )
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {Site} site
 */
async function costOfImages(lifetime, site) {
  const { making, kept } = await measureImages(lifetime, site)
  console.log('\nA photo of 3000 x 2000 pixels, 1280 wide: made by the site when first asked for, and by sharp alone:')
  printComparisons(['site', 'sharp'], making, 2)
  console.log('\nOne that is made already, against node:http sending the same bytes:')
  printComparisons(['site', 'bare'], [{ name: 'webp, req/s', ...kept }])
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {Site} site
 */
async function costOfHome(lifetime, site) {
  const { first, second, ratio, queries } = await measureHome(lifetime, site)
  console.log('\nThe home page with ten sections of one query each, signed in, its sections kept or rendered anew:')
  printTable([
    ['', 'kept', 'rendered', 'ratio', 'target'],
    ['req/s', first.perSecond.toFixed(0), second.perSecond.toFixed(0), ratio.toFixed(3), '-'],
    ['p95 ms', first.p95.toFixed(1), second.p95.toFixed(1), (first.p95 / second.p95).toFixed(3), '-'],
    ['queries', queries.kept, queries.rendered, '-', 'rendered <= 12'],
  ])
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @param {Site} site
 */
async function costOfAdminLists(lifetime, site) {
  const rows = await measureAdminList(lifetime, site)
  console.log('\nThe list of accounts in the administration, of a thousand and of a million, p95 in milliseconds:')
  const shown = rows.map(({ name, small, large, ratio, target }) => [
    name,
    ...[small, large, ratio].map((figure) => figure.toFixed(1)),
    target,
  ])
  printTable([['', 'thousand', 'million', 'ratio', 'target'], ...shown])
}

/**
 * @param {import('../../bin/launcher/lifetime.js').Lifetime} lifetime closes what a failure leaves open
 * @returns {Promise<Site>} built, migrated and filled
 */
async function prepareSite(lifetime) {
  const settings = siteEnvironment({ root, nodeEnv: 'production' })
  await destroyEmbeddedPostgres(state)
  rmSync(state, { recursive: true, force: true })
  mkdirSync(state, { recursive: true })
  await step('build', async (detail) =>
    detail(await ensureBuild(lifetime, { root, node: process.execPath, env: settings }))
  )
  const { url } = await lifetime.open(startEmbeddedPostgres({ root, stateDir: join(state, 'postgres') }))
  const env = { ...settings, DATABASE_URL: url }
  for (const command of [['migration:run', '--force'], ['site:seed']]) {
    const exitCode = await runChild(lifetime, [process.execPath, 'ace.js', ...command], { cwd: build, env })
    if (exitCode !== 0) throw new LauncherError(`"node ace ${command.join(' ')}" failed.`)
  }
  await addContent(url, { from: 0, to: 1 })
  return { build, env, state, databaseUrl: url }
}

await runLauncher(async (lifetime) => {
  const isWanted = choiceOf(process.argv.slice(2))
  const site = await prepareSite(lifetime)
  if (['pages', 'api', 'files'].some(isWanted)) await againstBareNode(lifetime, site, isWanted)
  if (isWanted('kept')) await costOfKeptPages(lifetime, site)
  if (isWanted('plugins')) await costOfPlugins(lifetime, site)
  if (isWanted('features')) costOfReadingFeatures()
  if (isWanted('accounts')) await costOfAccounts(lifetime, site)
  if (isWanted('images')) await costOfImages(lifetime, site)
  if (isWanted('jobs')) await costOfJobs(lifetime, { databaseUrl: site.databaseUrl, folder: state })
  if (isWanted('growth')) await costOfGrowth(lifetime, site)
  if (isWanted('admin')) await costOfAdminLists(lifetime, site)
  // Last, because it hides all other sections.
  if (isWanted('home')) await costOfHome(lifetime, site)
  return 0
})
