import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { LauncherError } from './launcher_error.js'
import { identifySelf, isRunning } from './process_identity.js'
import { waitUntil } from './wait_until.js'

/** How long a lock file may stay empty: between its creation and its first line. */
const WRITING_MS = 2_000

/**
 * Runs `work` while no other process of this clone runs under the same lock. A
 * lock left behind by a process that was killed is taken over at once.
 *
 * @template T
 * @param {string} path lock file
 * @param {() => Promise<T>} work
 * @param {{ timeoutMs?: number, onWait?: () => void }} [options] `timeoutMs` in milliseconds;
 *   `onWait` is called once when somebody else holds the lock
 * @returns {Promise<T>} what `work` returned
 * @throws {LauncherError} when the other process does not let go in time
 * @example
 * await withLock('tmp/install.lock', install, { onWait: () => announce('waiting …') })
 */
export async function withLock(path, work, { timeoutMs = 600_000, onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true })
  if (!tryLock(path)) {
    onWait?.()
    const locked = await waitUntil(() => tryLock(path), { timeoutMs, everyMs: 25 })
    if (!locked) throw new LauncherError(`Another process holds ${path} for too long. If none runs, delete that file.`)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function tryLock(path) {
  try {
    writeFileSync(path, JSON.stringify(identifySelf()), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  if (isAbandoned(path)) removeAbandoned(path)
  return false
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isAbandoned(path) {
  try {
    const text = readFileSync(path, 'utf8')
    if (text !== '') return !isRunning(JSON.parse(text))
    return Date.now() - statSync(path).mtimeMs > WRITING_MS
  } catch {
    return false
  }
}

/**
 * Two processes may find the same abandoned lock. Renaming first makes sure
 * that what is deleted is what was looked at: the slower one finds a living
 * holder in its hand and gives the lock back.
 *
 * @param {string} path
 */
function removeAbandoned(path) {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (isAbandoned(aside)) rmSync(aside, { force: true })
  else renameSync(aside, path)
}
