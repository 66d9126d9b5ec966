import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { runChild } from './child_process.js'
import { readJapaTotals, readNodeTestTotals } from './test_totals.js'

/** Node's flag; all these programs run in the project folder. */
const RUNS_TYPESCRIPT = '--import=./bin/launcher/typescript.js'

/**
 * @typedef {object} TestProgram
 * @property {string} root project folder
 * @property {string} node path of the Node program
 * @property {string} folder of this run; totals are written there
 * @property {NodeJS.ProcessEnv} env
 * @property {number} [output] descriptor of the file that takes what it prints; the launcher's own output without it
 */

/**
 * Runs the site's own tests.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {TestProgram} program
 * @param {string[]} args for Japa
 * @returns {Promise<import('./test_totals.js').Totals>}
 */
export async function runJapa(lifetime, { root, node, folder, env, output }, args) {
  const totals = join(folder, 'japa-totals.json')
  const japa = [RUNS_TYPESCRIPT, 'bin/test.ts', ...args]
  const nodeArgs = env['COVERAGE'] === '1' ? withCoverage(root, node, japa) : japa
  const exitCode = await runChild(lifetime, [node, ...nodeArgs], {
    cwd: root,
    env: { ...env, TEST_TOTALS_FILE: totals },
    // A stopped run has nothing to finish.
    deadlineMs: 500,
    output,
  })
  return readJapaTotals(totals, exitCode)
}

/**
 * Builds the scripts and styles that tests see, unless they are there: runs side by side would all begin to.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {TestProgram} program
 * @returns {Promise<number>} exit code
 */
export function buildTestAssets(lifetime, { root, node, env }) {
  return runChild(lifetime, [node, RUNS_TYPESCRIPT, 'bin/build_test_assets.ts'], { cwd: root, env })
}

/**
 * Runs the launcher's tests.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {TestProgram} program
 * @returns {Promise<import('./test_totals.js').Totals>}
 */
export async function runLauncherTests(lifetime, { root, node, folder, env, output }) {
  const tap = join(folder, 'launcher.tap')
  const tests = readdirSync(join(root, 'tests', 'launcher')).filter((name) => name.endsWith('.test.js'))
  const exitCode = await runChild(
    lifetime,
    [
      node,
      '--test',
      // They mostly wait for servers, so more of them than processors is right.
      '--test-concurrency=4',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      ...tests.map((name) => join('tests', 'launcher', name)),
    ],
    { cwd: root, env, output }
  )
  return readNodeTestTotals(tap, exitCode)
}

/**
 * @param {string} root
 * @param {string} node
 * @param {string[]} args
 * @returns {string[]}
 */
function withCoverage(root, node, args) {
  const c8 = join(root, 'node_modules', 'c8', 'bin', 'c8.js')
  return [
    c8,
    '--reporter=text-summary',
    '--reporter=lcov',
    '--exclude=tests/**',
    '--exclude=**/tests/**',
    node,
    ...args,
  ]
}
