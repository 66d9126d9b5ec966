import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { LauncherError } from './launcher_error.js'
import { callOf, giveToServer } from './postgres_placement.js'

/** The only account of an embedded server. */
export const POSTGRES_USER = 'pydotorg'

/**
 * UTF-8 with PostgreSQL's own locale: text sorts by code point, the same on every
 * machine and for ever. A collation of the system's C library or of ICU would
 * sort differently after an upgrade and quietly break indexes; queries that
 * want a human order ask for it by `COLLATE`.
 */
const TEXT_RULES = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/**
 * Makes the data folder if there is none. After this returns it is complete:
 * one that was cut short never gets the final name.
 *
 * @param {import('./postgres_placement.js').Placement} placement
 * @param {string} stateDir
 * @param {{ durable: boolean }} options not durable: quicker and smaller, lost by a power cut
 * @returns {Promise<{ created: boolean, password: string }>}
 * @throws {LauncherError} when initdb fails, with its last words
 */
export async function ensureCluster(placement, stateDir, { durable }) {
  const { dataDir } = placement
  const exists = existsSync(join(dataDir, 'PG_VERSION'))
  const password = exists ? readPassword(stateDir) : makePassword(stateDir)
  if (exists) {
    giveToServer(placement, dataDir)
    return { created: false, password }
  }
  const unfinished = `${dataDir}.new`
  const passwordCopy = join(dirname(dataDir), 'password.new')
  try {
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o700 })
    giveToServer(placement, unfinished)
    // Our own password file stays ours; initdb reads a copy that is given to it.
    writeFileSync(passwordCopy, password, { mode: 0o600 })
    giveToServer(placement, passwordCopy)
    await runInitdb(placement, unfinished, { passwordFile: passwordCopy, durable })
    renameSync(unfinished, dataDir)
  } finally {
    rmSync(passwordCopy, { force: true })
  }
  return { created: true, password }
}

/**
 * @param {string} stateDir
 * @returns {string}
 * @throws {LauncherError} when the data is there and its password is not
 */
export function readPassword(stateDir) {
  try {
    return readFileSync(join(stateDir, 'password'), 'utf8').trim()
  } catch {
    throw new LauncherError(
      `${join(stateDir, 'password')} cannot be read, and without it nobody can use the database beside it. ` +
        `Put it back, or start afresh by deleting ${stateDir}`
    )
  }
}

/**
 * The address of one database of an embedded server.
 *
 * @param {{ port: number }} server
 * @param {string} password
 * @param {string} database
 * @returns {string}
 */
export function serverUrl({ port }, password, database) {
  return `postgres://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`
}

/**
 * @param {string} stateDir
 * @returns {string}
 */
function makePassword(stateDir) {
  const path = join(stateDir, 'password')
  rmSync(path, { force: true })
  // Letters, digits, "-" and "_" only, so that it fits into a URL as it is.
  const password = randomBytes(24).toString('base64url')
  writeFileSync(path, `${password}\n`, { mode: 0o600 })
  return password
}

/**
 * @param {import('./postgres_placement.js').Placement} placement
 * @param {string} dataDir
 * @param {{ passwordFile: string, durable: boolean }} how
 * @returns {Promise<void>}
 */
function runInitdb(placement, dataDir, { passwordFile, durable }) {
  const { file, args, options } = callOf(placement, 'initdb', [
    `--pgdata=${dataDir}`,
    `--username=${POSTGRES_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    ...TEXT_RULES,
    '--no-instructions',
    ...(durable ? [] : ['--no-sync', '--wal-segsize=1']),
  ])
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, ...serverProcessOptions(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) return resolve()
      reject(new LauncherError(`PostgreSQL's initdb failed (exit ${code}):\n${output.slice(-2_000)}`))
    })
  })
}

/**
 * What every PostgreSQL process starts with: a folder that any account may be
 * in, and none of the PG… variables a person may have set for other servers.
 *
 * @returns {{ cwd: string, env: NodeJS.ProcessEnv }}
 */
export function serverProcessOptions() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  return { cwd: process.platform === 'win32' ? process.cwd() : '/', env }
}
