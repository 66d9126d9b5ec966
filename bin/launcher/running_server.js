import { realpathSync } from 'node:fs'
import { join } from 'node:path'

import { livingHolders, readServerRecord } from './connection_file.js'
import { LauncherError } from './launcher_error.js'
import { askDataDir } from './postgres_client.js'
import { readPassword, serverUrl } from './postgres_cluster.js'
import { locateDataDir } from './postgres_placement.js'
import { readPostmasterFile, worksIn } from './postmaster_file.js'
import { identify, isRunning } from './process_identity.js'
import { waitUntil } from './wait_until.js'

/** How long a server may take to end, or to become usable, before we call it stuck. */
const SETTLE_MS = 30_000

/**
 * @typedef {import('./process_identity.js').ProcessIdentity & {
 *   port: number, holders: import('./process_identity.js').ProcessIdentity[] }} RunningServer
 */

/**
 * The server that works on a state folder's data, whoever started it.
 *
 * @param {string} stateDir
 * @returns {Promise<RunningServer | null>} null when none runs, also when the data
 *   folder's pid file names a stranger
 * @throws {LauncherError} when it is stuck, or belongs to another user
 * @example
 * const running = await findRunningServer('tmp/postgres')
 */
export async function findRunningServer(stateDir) {
  const dataDir = locateDataDir(stateDir)
  const said = readOwnPostmasterFile(dataDir)
  if (said === null) return null
  const record = readServerRecord(stateDir)
  const known = record !== null && record.pid === said.pid && isRunning(record)
  if (!known && !(await isOurServer(stateDir, dataDir, said))) return null
  const identity = identify(said.pid)
  if (identity === null) return null
  const settled = await waitUntil(() => !isRunning(identity) || readPostmasterFile(dataDir)?.status === 'ready', {
    timeoutMs: SETTLE_MS,
  })
  if (!isRunning(identity)) return null
  if (settled === null) {
    throw new LauncherError(
      `PostgreSQL (process ${said.pid}) neither works nor ends; see ${join(stateDir, 'server.log')}`
    )
  }
  return { ...identity, port: said.port, holders: known ? livingHolders(record) : [] }
}

/**
 * @param {string} stateDir
 * @param {string} dataDir
 * @param {import('./postmaster_file.js').PostmasterFile} said
 * @returns {Promise<boolean>}
 */
async function isOurServer(stateDir, dataDir, said) {
  if (identify(said.pid) === null) return false
  const here = worksIn(said.pid, dataDir)
  if (here !== null) return here
  // Where the system does not tell a process's folder, the server itself must.
  const folder = await askDataDir(serverUrl(said, readPassword(stateDir), 'postgres'))
  return folder !== null && realpathSync(folder) === realpathSync(dataDir)
}

/**
 * @param {string} dataDir
 * @returns {import('./postmaster_file.js').PostmasterFile | null}
 */
function readOwnPostmasterFile(dataDir) {
  try {
    return readPostmasterFile(dataDir)
  } catch {
    throw new LauncherError(
      `${dataDir} belongs to another user, probably because the site was started as root before. ` +
        `Start it as that user again, or delete ${dataDir} to begin with an empty database.`
    )
  }
}
