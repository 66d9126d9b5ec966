import { execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { findFreePort } from './free_port.js'
import { LauncherError } from './launcher_error.js'
import { programPath } from './postgres_binaries.js'
import { serverProcessOptions } from './postgres_cluster.js'
import { callOf } from './postgres_placement.js'
import { readPostmasterFile } from './postmaster_file.js'
import { identify, isRunning } from './process_identity.js'
import { waitUntil } from './wait_until.js'

/** Recovery after a crash replays the log, which may take a while on a slow disk. */
const START_MS = 60_000

/** Time for open transactions to be rolled back and data to be written. */
const FAST_STOP_MS = 10_000

/** Time for an immediate stop; PostgreSQL itself kills its children after 5 s. */
const IMMEDIATE_STOP_MS = 8_000

const PORT_TRIES = 5
const LOG_LIMIT_BYTES = 5_000_000

/**
 * @typedef {object} Launch
 * @property {import('./postgres_placement.js').Placement} placement
 * @property {string} stateDir its log goes there
 * @property {Record<string, string>} settings server settings beside our own
 * @property {() => Promise<number>} [choosePort]
 */

/**
 * Starts the server on a free port and waits until it takes connections.
 *
 * @param {Launch} launch
 * @returns {Promise<{ identity: import('./process_identity.js').ProcessIdentity, port: number }>}
 * @throws {LauncherError} when it ends instead, with the end of its log
 */
export async function launchPostgres({ placement, stateDir, settings, choosePort = findFreePort }) {
  const logPath = join(stateDir, 'server.log')
  rotateLog(logPath)
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort()
    const logStart = sizeOf(logPath)
    const identity = await launchOnPort(placement, logPath, { ...ownSettings(port), ...settings })
    if (identity !== null) return { identity, port }
    const lastWords = readFileSync(logPath).subarray(logStart).toString('utf8')
    // Somebody may take the port between our look and the server's start.
    const portWasTaken = lastWords.includes('could not bind')
    if (portWasTaken && attempt < PORT_TRIES) continue
    throw new LauncherError(`PostgreSQL did not start. The end of ${logPath}:\n${lastWords.slice(-2_000)}`)
  }
}

/**
 * Stops a server: politely, then firmly, then by force. Data is safe in each case.
 *
 * @param {import('./process_identity.js').ProcessIdentity} server
 * @param {import('./postgres_binaries.js').PostgresBinaries | null} binaries needed on Windows only
 * @returns {Promise<void>}
 */
export async function stopPostgres(server, binaries) {
  const gone = () => !isRunning(server)
  signalServer(server, 'SIGINT', binaries)
  if (await waitUntil(gone, { timeoutMs: FAST_STOP_MS })) return
  signalServer(server, 'SIGQUIT', binaries)
  if (await waitUntil(gone, { timeoutMs: IMMEDIATE_STOP_MS })) return
  signalServer(server, 'SIGKILL', binaries)
  await waitUntil(gone, { timeoutMs: 1_000 })
}

/**
 * @param {import('./postgres_placement.js').Placement} placement
 * @param {string} logPath
 * @param {Record<string, string>} settings
 * @returns {Promise<import('./process_identity.js').ProcessIdentity | null>} null when it ended
 */
async function launchOnPort(placement, logPath, settings) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, options } = callOf(placement, 'postgres', ['-D', placement.dataDir, ...flags])
  const log = openSync(logPath, 'a', 0o600)
  // A session of its own: Ctrl-C in the terminal must reach the site first, which
  // still needs its database to finish what it is doing.
  const child = spawn(file, args, {
    ...options,
    ...serverProcessOptions(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended = false
  child.once('error', () => (ended = true))
  child.once('exit', () => (ended = true))
  child.unref()
  const pid = child.pid
  if (pid === undefined) throw new LauncherError(`${file} cannot be started.`)
  const ready = await waitUntil(() => ended || isReady(placement.dataDir, pid), { timeoutMs: START_MS, everyMs: 5 })
  if (ready === null) child.kill('SIGQUIT')
  return ready === null || ended ? null : identify(pid)
}

/**
 * @param {string} dataDir
 * @param {number} pid
 * @returns {boolean}
 */
function isReady(dataDir, pid) {
  const said = readPostmasterFile(dataDir)
  return said !== null && said.pid === pid && said.status === 'ready'
}

/**
 * @param {number} port
 * @returns {Record<string, string>}
 */
function ownSettings(port) {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // Socket paths must be short (107 bytes on Linux), project paths need not be.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
  }
}

/**
 * @param {import('./process_identity.js').ProcessIdentity} server
 * @param {'SIGINT' | 'SIGQUIT' | 'SIGKILL'} signal
 * @param {import('./postgres_binaries.js').PostgresBinaries | null} binaries
 */
function signalServer(server, signal, binaries) {
  if (!isRunning(server)) return
  try {
    if (process.platform !== 'win32' || binaries === null) process.kill(server.pid, signal)
    // Windows has no signals; pg_ctl brings PostgreSQL's own substitute.
    else execFileSync(programPath(binaries, 'pg_ctl'), ['kill', signal.replace('SIG', ''), String(server.pid)])
  } catch {
    // It ended between the question and the signal.
  }
}

/** @param {string} logPath */
function rotateLog(logPath) {
  if (sizeOf(logPath) > LOG_LIMIT_BYTES) renameSync(logPath, `${logPath}.1`)
}

/**
 * @param {string} path
 * @returns {number} in bytes; 0 when it does not exist
 */
function sizeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
