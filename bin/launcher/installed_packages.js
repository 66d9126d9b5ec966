import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [link] a workspace
 */

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own
 * record of the installation. So `npm ci` or `npm install` by hand counts too.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function installedMatchesLock(root) {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  const locked = readPackages(join(root, 'package-lock.json'))
  if (installed === null || locked === null) return false
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.link) return true
    const version = installed[path]?.version
    return version === wanted.version || (version === undefined && wanted.optional === true)
  })
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | null}
 */
function readPackages(path) {
  if (!existsSync(path)) return null
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? null
}
