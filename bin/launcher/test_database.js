import { join } from 'node:path'

import { maskUrl } from './database.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'
import { readEnvironment } from './environment.js'
import { LauncherError } from './launcher_error.js'
import { withClient } from './postgres_client.js'

/** Tests throw their data away, so nothing is spent on keeping it. */
const CARELESS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '1h',
}

/**
 * A database for one test run: a server of its own, or, where DATABASE_URL is
 * set, a new database on that server. The database in DATABASE_URL is never used.
 *
 * @param {{ root: string, folder: { name: string, path: string } }} run
 * @returns {Promise<{ url: string, summary: string, stop: () => Promise<void>, kill: () => void }>}
 * @throws {LauncherError} when the server cannot be reached or started
 */
export async function makeTestDatabase({ root, folder }) {
  const given = readEnvironment(root, 'test')['DATABASE_URL']
  if (given) return makeOnServer(given, `pydotorg_test_${folder.name}`)
  const server = await startEmbeddedPostgres({ root, stateDir: join(folder.path, 'postgres'), settings: CARELESS })
  return {
    url: server.url,
    summary: `own PostgreSQL on 127.0.0.1:${server.port}`,
    stop: server.stop,
    kill: server.kill,
  }
}

/**
 * @param {string} given
 * @param {string} name
 */
async function makeOnServer(given, name) {
  await withClient(given, (client) => client.query(`create database ${name}`)).catch((error) => {
    throw new LauncherError(
      `The tests cannot create a database through ${maskUrl(given)}: ${error.message || error.code}`
    )
  })
  const url = new URL(given)
  url.pathname = `/${name}`
  const stop = async () => {
    // "force" ends sessions that a killed test left open.
    await withClient(given, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
  return { url: url.href, summary: `database ${name} on ${url.host}`, stop, kill: () => {} }
}
