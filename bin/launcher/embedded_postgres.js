import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { livingHolders, readServerRecord, removeServerRecord, writeServerRecord } from './connection_file.js'
import { withLock } from './file_lock.js'
import { findPostgresBinaries } from './postgres_binaries.js'
import { ensureDatabases } from './postgres_client.js'
import { ensureCluster, POSTGRES_USER, readPassword, serverUrl } from './postgres_cluster.js'
import { choosePlacement, locateDataDir, relocatedFolder } from './postgres_placement.js'
import { launchPostgres, stopPostgres } from './postgres_process.js'
import { disownPostmasterFile, readPostmasterFile } from './postmaster_file.js'
import { identifySelf, isRunning } from './process_identity.js'
import { findRunningServer } from './running_server.js'

/**
 * @typedef {object} EmbeddedOptions
 * @property {string} root project folder, whose node_modules holds PostgreSQL
 * @property {string} stateDir data, password, log and connection.json
 * @property {string[]} [databases] created when missing; `url` names the first
 * @property {Record<string, string>} [settings] server settings
 * @property {import('./postgres_placement.js').PlacementKind[]} [placements] ways out for root
 * @property {() => Promise<number>} [choosePort]
 */

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url
 * @property {number} port
 * @property {number} pid
 * @property {boolean} adopted it ran already
 * @property {() => Promise<void>} stop lets go; stops the server when nobody else holds it
 * @property {() => void} kill the same at once, for a person who has no patience; loses nothing
 */

/**
 * Starts the project's own PostgreSQL, or takes over the one that runs already:
 * another process of this clone started it, or its launcher was killed.
 *
 * @param {EmbeddedOptions} options
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {LauncherError} saying what to do
 * @example
 * const postgres = await startEmbeddedPostgres({ root, stateDir: join(root, 'tmp/postgres') })
 * try { await work(postgres.url) } finally { await postgres.stop() }
 */
export async function startEmbeddedPostgres(options) {
  const { stateDir, databases = [POSTGRES_USER] } = options
  mkdirSync(stateDir, { recursive: true })
  return withLock(lockPath(stateDir), async () => {
    const running = await findRunningServer(stateDir)
    const server = running ?? (await startServer(options))
    const url = serverUrl(server, readPassword(stateDir), databases[0] ?? POSTGRES_USER)
    const holders = [...(running?.holders ?? []), identifySelf()]
    writeServerRecord(stateDir, { ...server, url, holders })
    await ensureDatabasesOnce(stateDir, server, databases)
    const { port, pid } = server
    return { url, port, pid, adopted: running !== null, stop: () => letGo(options), kill: () => killIfLast(stateDir) }
  })
}

/**
 * The URL of the running server of this clone, without holding it.
 *
 * @param {string} stateDir
 * @returns {Promise<string | null>} null when none runs
 */
export async function findRunningUrl(stateDir) {
  if (!existsSync(stateDir)) return null
  const record = readServerRecord(stateDir)
  // Without a living holder it is an orphan: whoever needs it adopts it, to stop it after use.
  if (record === null || !isRunning(record) || livingHolders(record).length === 0) return null
  return readPostmasterFile(locateDataDir(stateDir))?.status === 'ready' ? record.url : null
}

/**
 * Stops whatever server still runs on a state folder and deletes the folder with
 * all its data. For throw-away servers only.
 *
 * @param {string} stateDir
 * @returns {Promise<void>}
 */
export async function destroyEmbeddedPostgres(stateDir) {
  if (!existsSync(stateDir)) return
  const server = await findRunningServer(stateDir)
  if (server !== null) await stopPostgres(server, null)
  const relocated = relocatedFolder(stateDir)
  rmSync(stateDir, { recursive: true, force: true })
  rmSync(relocated, { recursive: true, force: true })
}

/**
 * @param {EmbeddedOptions} options
 * @returns {Promise<import('./running_server.js').RunningServer>}
 */
async function startServer({ root, stateDir, settings = {}, placements, choosePort }) {
  // Others may pass through on the way to what is theirs; secrets are files of mode 0600.
  chmodSync(stateDir, 0o711)
  const binaries = findPostgresBinaries(root, stateDir)
  const placement = choosePlacement(binaries, stateDir, placements)
  const { created } = await ensureCluster(placement, stateDir, { durable: settings['fsync'] !== 'off' })
  if (created) rmSync(databasesPath(stateDir), { force: true })
  // Whoever that file names, findRunningServer has found that it is not our server.
  const stale = readPostmasterFile(placement.dataDir)
  if (stale !== null) disownPostmasterFile(placement.dataDir)
  const { identity, port } = await launchPostgres({ placement, stateDir, settings, choosePort })
  return { ...identity, port, holders: [] }
}

/**
 * @param {EmbeddedOptions} options
 * @returns {Promise<void>}
 */
async function letGo({ root, stateDir }) {
  if (!existsSync(stateDir)) return
  await withLock(lockPath(stateDir), async () => {
    const record = readServerRecord(stateDir)
    if (record === null) return
    const others = livingHolders(record).filter((holder) => holder.pid !== process.pid)
    if (others.length > 0) return writeServerRecord(stateDir, { ...record, holders: others })
    const binaries = process.platform === 'win32' ? findPostgresBinaries(root, stateDir) : null
    await stopPostgres(record, binaries)
    removeServerRecord(stateDir)
  })
}

/**
 * @param {string} stateDir
 */
function killIfLast(stateDir) {
  const record = readServerRecord(stateDir)
  if (record === null || !isRunning(record)) return
  if (livingHolders(record).some((holder) => holder.pid !== process.pid)) return
  process.kill(record.pid, 'SIGQUIT')
}

/**
 * Asking the server costs a connection and the loading of `pg`, so what was
 * created once is remembered beside the data.
 *
 * @param {string} stateDir
 * @param {import('./running_server.js').RunningServer} server
 * @param {string[]} names
 */
async function ensureDatabasesOnce(stateDir, server, names) {
  const path = databasesPath(stateDir)
  /** @type {string[]} */
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
  if (names.every((name) => known.includes(name))) return
  await ensureDatabases(serverUrl(server, readPassword(stateDir), 'postgres'), names)
  writeFileSync(path, JSON.stringify([...new Set([...known, ...names])]))
}

/**
 * @param {string} stateDir
 * @returns {string}
 */
function lockPath(stateDir) {
  return join(stateDir, 'lock')
}

/**
 * @param {string} stateDir
 * @returns {string}
 */
function databasesPath(stateDir) {
  return join(stateDir, 'databases.json')
}
