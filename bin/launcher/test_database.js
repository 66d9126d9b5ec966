import { join } from 'node:path'

import { maskUrl } from './database.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'
import { readEnvironment } from './environment.js'
import { LauncherError } from './launcher_error.js'
import { ensureDatabases, withClient } from './postgres_client.js'

/** Tests throw their data away, so nothing is spent on keeping it. */
const CARELESS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Of several processes, each with processes of its own.
  max_connections: '300',
  checkpoint_timeout: '1h',
}

/**
 * Databases for the processes of one test run: on a server of its own, or, where
 * DATABASE_URL is set, on that server. The database in DATABASE_URL is never used.
 *
 * @param {{ root: string, folder: { name: string, path: string }, count: number }} run
 * @returns {Promise<{ urls: string[], summary: string, stop: () => Promise<void>, kill: () => void }>}
 * @throws {LauncherError} when the server cannot be reached or started
 */
export async function makeTestDatabases({ root, folder, count }) {
  const names = Array.from({ length: count }, (_, index) => `pydotorg_test_${folder.name}_${index + 1}`)
  const given = readEnvironment(root, 'test')['DATABASE_URL']
  if (given) return makeOnServer(given, names)
  const stateDir = join(folder.path, 'postgres')
  const server = await startEmbeddedPostgres({ root, stateDir, databases: names, settings: CARELESS })
  return {
    urls: names.map((name) => urlOf(server.url, name)),
    summary: `own PostgreSQL on 127.0.0.1:${server.port}`,
    stop: server.stop,
    kill: server.kill,
  }
}

/**
 * @param {string} given
 * @param {string[]} names
 */
async function makeOnServer(given, names) {
  await ensureDatabases(given, names).catch((error) => {
    throw new LauncherError(
      `The tests cannot create databases through ${maskUrl(given)}: ${error.message || error.code}`
    )
  })
  const stop = () =>
    withClient(given, async (client) => {
      // "force" ends sessions that a killed test left open.
      for (const name of names) await client.query(`drop database if exists ${name} with (force)`)
    })
  const urls = names.map((name) => urlOf(given, name))
  const summary = `${names.length === 1 ? 'a database' : `${names.length} databases`} on ${new URL(given).host}`
  return { urls, summary, stop, kill: () => {} }
}

/**
 * @param {string} server address of any database on it
 * @param {string} name of a database
 */
function urlOf(server, name) {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
