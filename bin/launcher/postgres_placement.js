import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { LauncherError } from './launcher_error.js'
import { copyBinaries, programPath } from './postgres_binaries.js'

/** Linux's account that owns nothing. It needs no passwd line to be used by number. */
const NOBODY = 65534

/** Survives reboots, unlike /tmp, and every account can reach it. */
const SHARED_FOLDER = '/var/tmp'

/**
 * As whom and where PostgreSQL runs. PostgreSQL refuses to run as root, so root
 * has three ways out, tried in this order:
 *
 * - `nobody`: drop to that account. Works wherever it can reach the project.
 * - `namespace`: inside a user namespace that calls root "nobody". For a project
 *   in a closed home (`/root` is 0700), where nobody else may enter.
 * - `relocated`: programs and data in a private folder under /var/tmp, as nobody.
 *   For a closed home on a machine that forbids user namespaces.
 *
 * @typedef {'self' | 'nobody' | 'namespace' | 'relocated'} PlacementKind
 */

/**
 * @typedef {object} Placement
 * @property {PlacementKind} kind
 * @property {import('./postgres_binaries.js').PostgresBinaries} binaries
 * @property {string} dataDir
 */

/**
 * Decides as whom and where PostgreSQL runs.
 *
 * @param {import('./postgres_binaries.js').PostgresBinaries} binaries
 * @param {string} stateDir exists already
 * @param {PlacementKind[]} [allowed] ways out for root; tests narrow them
 * @returns {Placement}
 * @throws {LauncherError} when none works
 */
export function choosePlacement(binaries, stateDir, allowed = ['nobody', 'namespace', 'relocated']) {
  const dataDir = join(stateDir, 'data')
  if (process.getuid?.() !== 0) return { kind: 'self', binaries, dataDir }
  const relocated = relocatedFolder(stateDir)
  // Once the data is out there it stays there, whatever the machine allows today.
  const stays = existsSync(join(relocated, 'data'))
  for (const kind of stays ? /** @type {const} */ (['relocated']) : allowed) {
    if (kind === 'relocated') return relocate(binaries, relocated)
    if (kind === 'nobody' && !(isOpenToAll(binaries.folder) && isOpenToAll(stateDir))) continue
    const placement = { kind, binaries, dataDir }
    if (runsHere(placement)) return placement
  }
  throw new LauncherError(
    'PostgreSQL cannot run as root, and neither another account nor a user namespace works here. ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.'
  )
}

/**
 * Where the data of this state folder is or will be, without deciding anything.
 *
 * @param {string} stateDir
 * @returns {string}
 */
export function locateDataDir(stateDir) {
  const relocated = join(relocatedFolder(stateDir), 'data')
  return existsSync(relocated) ? relocated : join(stateDir, 'data')
}

/**
 * The private folder outside the project, used by `relocated` only.
 *
 * @param {string} stateDir
 * @returns {string}
 */
export function relocatedFolder(stateDir) {
  const place = existsSync(stateDir) ? realpathSync(stateDir) : stateDir
  const id = createHash('sha256').update(place).digest('hex').slice(0, 16)
  return join(SHARED_FOLDER, `pydotorg-postgres-${id}`)
}

/**
 * How to call one of PostgreSQL's programs under a placement.
 *
 * @param {Placement} placement
 * @param {'initdb' | 'postgres'} program
 * @param {string[]} args
 * @returns {{ file: string, args: string[], options: { uid?: number, gid?: number } }} for `spawn`
 */
export function callOf(placement, program, args) {
  const path = programPath(placement.binaries, program)
  if (placement.kind === 'self') return { file: path, args, options: {} }
  if (placement.kind === 'namespace') {
    // unshare replaces itself by the program, so the process id stays the same.
    const wrapped = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, path, ...args]
    return { file: 'unshare', args: wrapped, options: {} }
  }
  return { file: path, args, options: { uid: NOBODY, gid: NOBODY } }
}

/**
 * Gives files to the account that PostgreSQL runs as. They change hands when a
 * project moves between an open and a closed folder.
 *
 * @param {Placement} placement
 * @param {string} path file or folder, with everything in it
 */
export function giveToServer(placement, path) {
  if (placement.kind === 'self') return
  const owner = placement.kind === 'namespace' ? 0 : NOBODY
  if (lstatSync(path).uid === owner) return
  chownTree(path, owner)
}

/**
 * @param {string} path
 * @param {number} owner
 */
function chownTree(path, owner) {
  // Contents before the folder: its own owner is what tells that all is done.
  if (lstatSync(path).isDirectory()) {
    for (const name of readdirSync(path)) chownTree(join(path, name), owner)
  }
  lchownSync(path, owner, owner)
}

/**
 * @param {import('./postgres_binaries.js').PostgresBinaries} binaries
 * @param {string} folder
 * @returns {Placement}
 */
function relocate(binaries, folder) {
  // /var/tmp is everybody's: whoever made this folder first could own our data.
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const { uid, mode } = lstatSync(folder)
  if (uid !== 0 || (mode & 0o022) !== 0 || !lstatSync(folder).isDirectory()) {
    throw new LauncherError(`${folder} is not a folder of root's own. Remove it, then start again.`)
  }
  return { kind: 'relocated', binaries: copyBinaries(binaries, folder), dataDir: join(folder, 'data') }
}

/**
 * @param {Placement} placement
 * @returns {boolean}
 */
function runsHere(placement) {
  const { file, args, options } = callOf(placement, 'postgres', ['--version'])
  return spawnSync(file, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}

/**
 * Whether any account may walk into a folder.
 *
 * @param {string} folder
 * @returns {boolean}
 */
function isOpenToAll(folder) {
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}
