import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything at the top that ends up in the build or decides how it is made. */
const SOURCES = [
  'adonisrc.ts',
  'app',
  'bin',
  'commands',
  'config',
  'database',
  'package-lock.json',
  'package.json',
  'plugins',
  'providers',
  'public',
  'resources',
  'start',
  'stubs',
  'tsconfig.json',
  'types',
  'vite.config.ts',
]

/** `public/assets` is written by the build itself; tests and the launcher are not part of it. */
const LEFT_OUT = new Set(['node_modules', 'tests', 'launcher'])

/**
 * A value that changes with the content of any source file. Content, not dates:
 * switching branches there and back must not cost a build.
 *
 * @param {string} root project folder
 * @returns {string}
 */
export function fingerprintSources(root) {
  const hash = createHash('sha256')
  for (const name of SOURCES) addPath(hash, root, name)
  return hash.digest('hex')
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} path relative to the root
 */
function addPath(hash, root, path) {
  const full = join(root, path)
  if (!existsSync(full) || path === join('public', 'assets')) return
  if (!statSync(full).isDirectory()) {
    hash.update(`\0${path}\0`).update(readFileSync(full))
    return
  }
  for (const name of readdirSync(full).sort()) {
    if (!LEFT_OUT.has(name)) addPath(hash, root, join(path, name))
  }
}
