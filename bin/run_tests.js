/*
| npm test: every suite against a throw-away database, in one go.
|
|   npm test                         all suites and the launcher's own tests
|   npm test -- unit functional      these suites only; "launcher" is one of them
|   npm test -- --files="plugins/downloads/tests/functional/*"
|   COVERAGE=1 npm test              with a coverage summary
|
| The last line is "N passed, N failed". Exit code 1 when a test failed, when none
| ran, or when CI=true and there is no browser for the browser suite, no Redis or no
| Memcached.
*/
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { announce, step } from './launcher/announce.js'
import { runChild } from './launcher/child_process.js'
import { findChromium } from './launcher/chromium.js'
import { ensureDependencies } from './launcher/dependencies.js'
import { siteEnvironment } from './launcher/environment.js'
import { findFreePort } from './launcher/free_port.js'
import { LauncherError } from './launcher/launcher_error.js'
import { runLauncher } from './launcher/lifetime.js'
import { findSiteNode, requireLauncherNode, withNodeOnPath } from './launcher/node_runtime.js'
import { makeTestDatabases } from './launcher/test_database.js'
import { clearDeadTestRuns, makeTestFolder, removeTestFolder } from './launcher/test_folders.js'
import { runInLanes } from './launcher/test_lanes.js'
import { buildTestAssets, runJapa, runLauncherTests } from './launcher/test_programs.js'
import { openTestServers } from './launcher/test_servers.js'
import { BROWSER_SUITE, listSuites, planRuns, withoutBrowserSuite } from './launcher/test_suites.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const LAUNCHER_SUITE = 'launcher'

// What is not counted in the end has failed: a run that was stopped, or that could not begin.
let lastLine = '0 passed, 1 failed'
// On exit, so that nothing that is still being stopped can print after it.
process.on('exit', () => console.log(lastLine))

await runLauncher(
  async (lifetime) => {
    requireLauncherNode()
    await step('packages', async (detail) => detail(await ensureDependencies(root)))
    await clearDeadTestRuns(root)
    const node = findSiteNode(root)
    const folder = makeTestFolder(root)
    await lifetime.open(Promise.resolve({ stop: () => removeTestFolder(folder.path), kill: () => {} }))

    const { launcher, japa, chromium } = await chooseTests(process.argv.slice(2))
    const settings = siteEnvironment({ root, nodeEnv: 'test' })
    const env = withNodeOnPath(node, { ...settings, PYDOTORG_CHROMIUM: chromium ?? '' })
    const program = { root, node: node.path, folder: folder.path, env }
    const runs = japa === null ? [] : await prepareSiteTests(lifetime, program, { folder, args: japa })
    if (launcher) {
      runs.push({ name: LAUNCHER_SUITE, run: (output) => runLauncherTests(lifetime, { ...program, output }) })
    }
    const results = await runInLanes(runs, { folder: folder.path })
    const passed = results.reduce((sum, result) => sum + result.passed, 0)
    const failed = results.reduce((sum, result) => sum + result.failed, 0)
    lastLine = `${passed} passed, ${failed} failed`
    // Once more, and last: each run prints thousands of lines, and the end is all that some logs keep.
    for (const failure of results.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`)
    return failed === 0 && passed > 0 ? 0 : 1
  },
  { stoppedCode: 130 }
)

/**
 * Makes what the site's tests need, and spreads them over processes.
 *
 * @param {import('./launcher/lifetime.js').Lifetime} lifetime
 * @param {import('./launcher/test_programs.js').TestProgram} program
 * @param {{ folder: { name: string, path: string }, args: string[] }} run
 * @returns {Promise<import('./launcher/test_lanes.js').TestRun[]>}
 */
async function prepareSiteTests(lifetime, program, { folder, args }) {
  // One report is made of one process.
  const plan = program.env['COVERAGE'] === '1' ? [{ name: 'tests', args }] : planRuns(args, listSuites(root))
  const [database] = await Promise.all([
    step('test database', async (detail) => {
      const opened = await lifetime.open(makeTestDatabases({ root, folder, count: plan.length }))
      detail(opened.summary)
      return opened
    }),
    prepareCode(lifetime, program),
  ])
  return plan.map(({ name, args: chosen }, index) => ({
    name,
    run: (output) => runSiteTests(lifetime, { ...program, output }, { name, args: chosen, url: database.urls[index] }),
  }))
}

/**
 * Each process has a database, a Redis, a Memcached, an address and a folder to itself.
 *
 * @param {import('./launcher/lifetime.js').Lifetime} lifetime
 * @param {import('./launcher/test_programs.js').TestProgram} program
 * @param {{ name: string, args: string[], url: string | undefined }} run
 */
async function runSiteTests(lifetime, program, { name, args, url }) {
  const folder = join(program.folder, name)
  mkdirSync(folder)
  const servers = await openTestServers(lifetime, { ...program, folder })
  const PORT = String(await findFreePort())
  const env = {
    ...program.env,
    DATABASE_URL: url,
    HOST: '127.0.0.1',
    PORT,
    APP_URL: `http://localhost:${PORT}`,
    ...servers,
    STORAGE_DIRECTORY: join(folder, 'storage'),
    MAIL_DIRECTORY: join(folder, 'mail'),
  }
  return runJapa(lifetime, { ...program, folder, env }, args)
}

/**
 * @param {import('./launcher/lifetime.js').Lifetime} lifetime
 * @param {import('./launcher/test_programs.js').TestProgram} program
 */
async function prepareCode(lifetime, program) {
  const exitCode = await runChild(lifetime, [program.node, 'ace.js', 'codegen'], { cwd: root, env: program.env })
  if (exitCode !== 0) throw new LauncherError('"node ace codegen" failed; see its message above.')
  if ((await buildTestAssets(lifetime, program)) !== 0)
    throw new LauncherError('The scripts and styles were not built.')
}

/**
 * Decides from the command line and the machine what is run.
 *
 * @param {string[]} args
 * @returns {Promise<{ launcher: boolean, japa: string[] | null, chromium: string | null }>}
 *   `japa`: its arguments, or null when only the launcher is tested
 */
async function chooseTests(args) {
  const suites = listSuites(root)
  const japaArgs = args.filter((arg) => arg !== LAUNCHER_SUITE)
  const launcherOnly = args.includes(LAUNCHER_SUITE) && japaArgs.length === 0
  const launcher = args.length === 0 || args.includes(LAUNCHER_SUITE)
  if (launcherOnly) return { launcher, japa: null, chromium: null }
  const chromium = await findChromium()
  const named = japaArgs.filter((arg) => suites.includes(arg))
  const wantsBrowser = suites.includes(BROWSER_SUITE) && (named.length === 0 || named.includes(BROWSER_SUITE))
  if (chromium !== null || !wantsBrowser) return { launcher, japa: japaArgs, chromium }
  announce('browser suite SKIPPED: no Chrome or Chromium found. Install one, or set CHROMIUM_PATH to its program.')
  if (process.env['CI'] === 'true')
    throw new LauncherError('CI=true: a run without the browser suite counts as failed.')
  return { launcher, japa: withoutBrowserSuite(japaArgs, suites), chromium }
}
