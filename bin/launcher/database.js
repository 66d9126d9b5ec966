import { join } from 'node:path'

import { findRunningUrl, startEmbeddedPostgres } from './embedded_postgres.js'
import { readEnvironment } from './environment.js'

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {'external' | 'embedded'} kind
 * @property {string} summary for a person: where it is, without the password
 * @property {() => Promise<void>} stop lets go of it; ends an embedded server that nobody else holds
 * @property {() => void} kill the same, at once
 */

/**
 * The database of this clone: the one that DATABASE_URL names, else the embedded
 * server. Never a server that merely happens to run on this machine.
 *
 * @param {{ root: string, nodeEnv?: string }} project folder, and whose `.env.<nodeEnv>` counts
 * @returns {Promise<Database>}
 * @throws {import('./launcher_error.js').LauncherError} when the embedded server cannot be started
 * @example
 * const database = await resolveDatabase({ root, nodeEnv: 'production' })
 */
export async function resolveDatabase({ root, nodeEnv = 'development' }) {
  const url = readEnvironment(root, nodeEnv)['DATABASE_URL']
  if (url) return { url, kind: 'external', summary: maskUrl(url), stop: async () => {}, kill: () => {} }
  const server = await startEmbeddedPostgres({ root, stateDir: siteStateDir(root) })
  const summary = `embedded PostgreSQL on 127.0.0.1:${server.port}${server.adopted ? ', was running' : ''}`
  return { url: server.url, kind: 'embedded', summary, stop: server.stop, kill: server.kill }
}

/**
 * The URL of a database that is there already, for commands that come and go
 * while the site runs: they use it without holding it.
 *
 * @param {{ root: string, nodeEnv?: string }} project
 * @returns {Promise<string | null>} null when the embedded server would have to be started
 */
export async function findReadyDatabase({ root, nodeEnv = 'development' }) {
  return readEnvironment(root, nodeEnv)['DATABASE_URL'] || (await findRunningUrl(siteStateDir(root)))
}

/**
 * A database URL that may be printed.
 *
 * @param {string} url
 * @returns {string} with `***` for the password, also in parameters
 * @example
 * maskUrl('postgres://me:secret@db/site') // 'postgres://me:***@db/site'
 */
export function maskUrl(url) {
  try {
    const parsed = new URL(url)
    if (parsed.password !== '') parsed.password = '***'
    if (parsed.searchParams.has('password')) parsed.searchParams.set('password', '***')
    return parsed.href
  } catch {
    return '(a DATABASE_URL that is not a URL)'
  }
}

/**
 * @param {string} root
 * @returns {string}
 */
function siteStateDir(root) {
  return join(root, 'tmp', 'postgres')
}
