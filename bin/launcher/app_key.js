import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret that signs this clone's cookies and links: made once, kept in a
 * file that only its owner can read, never in the repository. A production
 * server gets its own from the environment instead.
 *
 * @param {string} root project folder
 * @returns {string}
 */
export function ensureAppKey(root) {
  const path = join(root, 'tmp', 'app_key')
  mkdirSync(join(root, 'tmp'), { recursive: true })
  try {
    // "wx": of two first starts at the same time only one makes the key.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
