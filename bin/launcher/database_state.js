import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { maskUrl } from './database.js'
import { LauncherError } from './launcher_error.js'
import { withClient } from './postgres_client.js'
import { listWorkspaces } from './workspace_links.js'

/**
 * @typedef {object} DatabaseState
 * @property {string[]} pending names of migrations that have not run
 * @property {string} identity changes when the database is made anew or emptied by migrations
 */

/**
 * Asks the database itself what is still to do: a note on disk would be wrong
 * after a restore, a rollback or a fresh database, and one query takes
 * milliseconds where starting the application takes seconds.
 *
 * @param {{ root: string, url: string }} where `root`: project folder, or `build/`
 * @returns {Promise<DatabaseState>}
 * @throws {LauncherError} when the database does not answer
 * @example
 * const { pending } = await readDatabaseState({ root, url })
 */
export async function readDatabaseState({ root, url }) {
  const { done, identity } = await withClient(url, readApplied).catch((error) => {
    throw new LauncherError(
      `The database ${maskUrl(url)} cannot be used: ${reasonOf(error)}. Start it or correct DATABASE_URL.`
    )
  })
  return { pending: listMigrations(root).filter((name) => !done.has(name)), identity }
}

/**
 * @param {import('pg').Client} client
 * @returns {Promise<{ done: Set<string>, identity: string }>}
 */
async function readApplied(client) {
  const { rows } = await client.query(`
    select oid::text as id, to_regclass('adonis_schema')::text as history
    from pg_database where datname = current_database()`)
  const { id, history } = rows[0]
  if (history === null) return { done: new Set(), identity: `${id}:empty` }
  const applied = await client.query('select name, migration_time::text as at from adonis_schema order by id')
  const done = new Set(applied.rows.map(({ name }) => basename(name)))
  return { done, identity: `${id}:${applied.rows[0]?.at ?? 'empty'}` }
}

/**
 * Migration files of the host and of all plugins, without folder and ending:
 * the same in the sources and in the build.
 *
 * @param {string} root
 * @returns {string[]}
 */
function listMigrations(root) {
  const packages = [root, ...listWorkspaces(root).map(({ path }) => path), ...listInstalledPlugins(root)]
  return packages
    .map((folder) => join(folder, 'database', 'migrations'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => name.replace(/\.(ts|js)$/, ''))
}

/**
 * Plugins of third parties, which come as npm packages.
 *
 * @param {string} root
 * @returns {string[]} their folders
 */
function listInstalledPlugins(root) {
  /** @type {{ dependencies?: Record<string, string> }} */
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys(dependencies)
    .flatMap((name) => [join(root, 'node_modules', name), join(root, '..', 'node_modules', name)])
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .filter((folder) => 'pydotorg' in JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
}

/**
 * @param {NodeJS.ErrnoException & { errors?: Error[] }} error
 * @returns {string}
 */
function reasonOf(error) {
  return error.message || error.errors?.[0]?.message || error.code || 'no reason given'
}
