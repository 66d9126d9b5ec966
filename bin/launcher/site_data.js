import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { announce, step } from './announce.js'
import { runChild } from './child_process.js'
import { readDatabaseState } from './database_state.js'
import { LauncherError } from './launcher_error.js'

/**
 * @typedef {object} SiteProgram
 * @property {string} root project folder; notes go to its `tmp/`
 * @property {string} folder where `ace.js` of the site stands: the project folder or `build/`
 * @property {string} node path of the Node program
 * @property {NodeJS.ProcessEnv} env with DATABASE_URL
 */

/**
 * Brings the tables up to date and fills an empty site, by the application's own
 * commands and only when there is something to do.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {SiteProgram} site
 * @returns {Promise<void>}
 * @throws {LauncherError} when a migration fails
 */
export async function prepareData(lifetime, site) {
  const before = await migrate(lifetime, site)
  await step('content', async (detail) => {
    if (site.env['SITE_SEED'] === 'false') return detail('left alone, SITE_SEED=false')
    const wanted = `${before} ${buildStamp(site.folder)}`
    if (isSeeded(site.root, wanted)) return detail('present')
    const exitCode = await runAce(lifetime, site, ['site:seed'])
    // The command itself leaves alone what is there already.
    if (exitCode === 0) noteSeeded(site.root, wanted)
    detail(exitCode === 0 ? 'ready' : `"node ace site:seed" failed (exit ${exitCode}); the site starts without it`)
  })
}

/**
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {SiteProgram} site
 * @returns {Promise<string>} identity of the migrated database
 */
function migrate(lifetime, site) {
  return step('tables', async (detail) => {
    const where = { root: site.folder, url: site.env['DATABASE_URL'] ?? '' }
    const state = await readDatabaseState(where)
    if (state.pending.length === 0) {
      detail('up to date')
      return state.identity
    }
    announce(`running ${state.pending.length} migrations`)
    const exitCode = await runAce(lifetime, site, ['migration:run', '--force'])
    if (exitCode !== 0) throw new LauncherError(`The migrations failed (exit ${exitCode}); see the message above.`)
    return (await readDatabaseState(where)).identity
  })
}

/**
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {SiteProgram} site
 * @param {string[]} command
 * @returns {Promise<number>} exit code
 */
function runAce(lifetime, { folder, node, env }, command) {
  return runChild(lifetime, [node, 'ace.js', ...command], { cwd: folder, env })
}

/**
 * What a build was made from: a new one may bring new content.
 *
 * @param {string} folder
 * @returns {string} empty for the project folder itself
 */
function buildStamp(folder) {
  const path = join(folder, '.sources')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/**
 * @param {string} root
 * @param {string} wanted the database and the build that must have been seeded
 * @returns {boolean}
 */
function isSeeded(root, wanted) {
  const path = notePath(root)
  return existsSync(path) && readFileSync(path, 'utf8') === wanted
}

/**
 * @param {string} root
 * @param {string} wanted
 */
function noteSeeded(root, wanted) {
  writeFileSync(notePath(root), wanted)
}

/**
 * @param {string} root
 * @returns {string}
 */
function notePath(root) {
  return join(root, 'tmp', 'seeded')
}
