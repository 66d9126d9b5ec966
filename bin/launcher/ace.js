import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { findReadyDatabase, resolveDatabase } from './database.js'
import { ensureDependencies } from './dependencies.js'
import { siteEnvironment } from './environment.js'
import { explain } from './launcher_error.js'
import { findSiteNode, requireLauncherNode, runsOnSiteNode, withNodeOnPath } from './node_runtime.js'
import { runInForeground } from './run_command.js'

/** Commands that never ask the database. */
const WITHOUT_DATABASE = new Set([
  'add',
  'build',
  'codegen',
  'configure',
  'eject',
  'env:add',
  'generate:key',
  'help',
  'inspect:rcfile',
  'list',
])

/**
 * Codegen boots the application far enough to check its settings, and no
 * further. Nobody listens on port 1, so a mistake here cannot reach any data.
 */
const NO_DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'

/**
 * Prepares an ace command: Node 24, packages, settings, database. A command that
 * needs nothing from us runs in this very process; otherwise it runs in a child,
 * so that we can stop the database after it, however it ends.
 *
 * @param {string} root project folder
 * @param {string[]} args what was typed after `ace.js`
 * @returns {Promise<boolean>} true: go on in this process. false: it is done and
 *   `process.exitCode` is set
 * @example
 * if (await prepareAce(root, process.argv.slice(2))) await import('./bin/console.ts')
 */
export async function prepareAce(root, args) {
  try {
    const exitCode = await runElsewhere(root, args)
    if (exitCode === null) return true
    process.exitCode = exitCode
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  }
  return false
}

/**
 * Whether a command works without a database.
 *
 * @param {string[]} args
 * @returns {boolean}
 */
export function runsWithoutDatabase(args) {
  const command = args.find((arg) => !arg.startsWith('-'))
  if (command === undefined || args.includes('--help') || args.includes('-h')) return true
  return WITHOUT_DATABASE.has(command) || command.startsWith('make:')
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<number | null>} exit code; null when this process shall run it
 */
async function runElsewhere(root, args) {
  requireLauncherNode()
  await ensureDependencies(root)
  // Japa empties the database it is given; only the test launcher gives it one to empty.
  if (args[0] === 'test') return runNode(root, ['bin/run_tests.js', ...args.slice(1)])
  const nodeEnv = /** @type {'production' | 'development' | 'test'} */ (process.env['NODE_ENV'] || 'development')
  Object.assign(process.env, siteEnvironment({ root, nodeEnv }))
  if (!existsSync(join(root, '.adonisjs')) && args[0] !== 'codegen') await runNode(root, ['ace.js', 'codegen'])
  const url = runsWithoutDatabase(args)
    ? process.env['DATABASE_URL'] || NO_DATABASE_URL
    : await findReadyDatabase({ root, nodeEnv })
  if (url === null) return runWithOwnDatabase(root, args, nodeEnv)
  process.env['DATABASE_URL'] = url
  return runsOnSiteNode() ? null : runNode(root, ['ace.js', ...args])
}

/**
 * @param {string} root
 * @param {string[]} args
 * @param {string} nodeEnv
 * @returns {Promise<number>}
 */
async function runWithOwnDatabase(root, args, nodeEnv) {
  const database = await resolveDatabase({ root, nodeEnv })
  try {
    process.env['DATABASE_URL'] = database.url
    return await runNode(root, ['ace.js', ...args])
  } finally {
    await database.stop()
  }
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runNode(root, args) {
  const node = findSiteNode(root)
  return runInForeground(node.path, args, { cwd: root, env: withNodeOnPath(node) })
}
