import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { announce } from './announce.js'
import { withLock } from './file_lock.js'
import { installedMatchesLock } from './installed_packages.js'
import { LauncherError } from './launcher_error.js'
import { runInForeground } from './run_command.js'
import { linkWorkspaces } from './workspace_links.js'

/**
 * Install scripts are never needed. "include" matters where NODE_ENV=production
 * is set: npm would leave out the packages that build the site.
 */
const NPM_FLAGS = [
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--loglevel=error',
]

/**
 * Installs the npm packages when they are missing or the lock file has changed.
 *
 * @param {string} root project folder
 * @returns {Promise<string>} what was done, for the step's line
 * @throws {LauncherError} when npm fails
 * @example
 * await ensureDependencies(root)
 */
export async function ensureDependencies(root) {
  if (isStamped(root)) {
    linkWorkspaces(root)
    return 'present'
  }
  const onWait = () => announce('another start is installing the packages; waiting for it')
  return withLock(join(root, 'tmp', 'install.lock'), () => installUnderLock(root), { onWait })
}

/**
 * @param {string} root
 * @returns {Promise<string>}
 */
async function installUnderLock(root) {
  // The one we waited for may have done it all.
  const isThere = isStamped(root) || installedMatchesLock(root)
  if (!isThere) await install(root)
  linkWorkspaces(root)
  writeFileSync(stampPath(root), fingerprint(root))
  return isThere ? 'present' : 'installed'
}

/** @param {string} root */
async function install(root) {
  announce('installing npm packages; the first time this takes a minute')
  const exitCode = await runNpm(root, ['ci', ...NPM_FLAGS])
  if (exitCode === 0) return
  if (exitCode > 128) throw new LauncherError('The installation was interrupted.')
  // npm ci refuses a lock file that does not know a plugin folder added by hand.
  announce('npm ci failed; trying npm install, which mends the lock file')
  if ((await runNpm(root, ['install', ...NPM_FLAGS])) === 0) return
  throw new LauncherError('npm could not install the packages; its message is above. Then start again.')
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<number>} npm's exit code
 */
async function runNpm(root, args) {
  // Under "npm start" npm says where it is; otherwise it is found on PATH.
  const ownPath = process.env['npm_execpath']
  const isNpm = ownPath !== undefined && /npm-cli\.c?js$/.test(ownPath)
  const [file, first] = isNpm ? [process.execPath, [ownPath]] : ['npm', []]
  const shell = process.platform === 'win32' && !isNpm
  return runInForeground(file, [...first, ...args], { cwd: root, env: process.env, shell }).catch((error) => {
    throw new LauncherError(`npm cannot be run (${error.message}). Install it, then start again.`)
  })
}

/**
 * @param {string} root
 * @returns {boolean}
 */
function isStamped(root) {
  return existsSync(stampPath(root)) && readFileSync(stampPath(root), 'utf8') === fingerprint(root)
}

/**
 * @param {string} root
 * @returns {string} changes with the lock file, package.json and the machine
 */
function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const name of ['package-lock.json', 'package.json']) {
    const path = join(root, name)
    hash.update('\0').update(existsSync(path) ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @returns {string} inside node_modules, so that deleting that deletes the stamp
 */
function stampPath(root) {
  return join(root, 'node_modules', '.pydotorg-installed')
}
