import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { destroyEmbeddedPostgres } from './embedded_postgres.js'
import { identifySelf, isRunning } from './process_identity.js'

/**
 * A folder for one test run, with its throw-away server and results.
 *
 * @param {string} root project folder
 * @returns {{ name: string, path: string }} `name`: random, fit for a database's name
 */
export function makeTestFolder(root) {
  const name = randomBytes(6).toString('hex')
  const parent = join(root, 'tmp', 'test-runs')
  mkdirSync(parent, { recursive: true })
  // It appears with its owner's name in it: without one, a run that begins just now takes it for left behind.
  const unnamed = join(root, 'tmp', `test-run-${name}`)
  mkdirSync(unnamed)
  writeFileSync(join(unnamed, 'run.json'), JSON.stringify(identifySelf()))
  const path = join(parent, name)
  renameSync(unnamed, path)
  return { name, path }
}

/**
 * Stops and deletes what killed test runs have left behind.
 *
 * @param {string} root
 * @returns {Promise<void>}
 */
export async function clearDeadTestRuns(root) {
  const parent = join(root, 'tmp', 'test-runs')
  if (!existsSync(parent)) return
  for (const name of readdirSync(parent)) {
    if (!isAlive(join(parent, name))) await removeTestFolder(join(parent, name))
  }
}

/**
 * @param {string} path
 * @returns {Promise<void>}
 */
export async function removeTestFolder(path) {
  await destroyEmbeddedPostgres(join(path, 'postgres'))
  rmSync(path, { recursive: true, force: true })
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isAlive(path) {
  try {
    return isRunning(JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')))
  } catch {
    return false
  }
}
