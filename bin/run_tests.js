/*
| npm test: every suite against a throw-away database, in one go.
|
|   npm test                         all suites and the launcher's own tests
|   npm test -- unit functional      these suites only; "launcher" is one of them
|   npm test -- --files="plugins/downloads/tests/functional/*"
|   COVERAGE=1 npm test              with a coverage summary
|
| The last line is "N passed, N failed". Exit code 1 when a test failed, when none
| ran, or when CI=true and there is no browser for the browser suite.
*/
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
import { makeTestDatabase } from './launcher/test_database.js'
import { clearDeadTestRuns, makeTestFolder, removeTestFolder } from './launcher/test_folders.js'
import { runJapa, runLauncherTests } from './launcher/test_programs.js'
import { BROWSER_SUITE, listSuites, withoutBrowserSuite } from './launcher/test_suites.js'

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
    const results = []
    if (japa !== null) results.push(await runSiteTests(lifetime, program, { folder, args: japa }))
    if (launcher) results.push(await runLauncherTests(lifetime, program))
    const passed = results.reduce((sum, result) => sum + result.passed, 0)
    const failed = results.reduce((sum, result) => sum + result.failed, 0)
    lastLine = `${passed} passed, ${failed} failed`
    return failed === 0 && passed > 0 ? 0 : 1
  },
  { stoppedCode: 130 }
)

/**
 * @param {import('./launcher/lifetime.js').Lifetime} lifetime
 * @param {import('./launcher/test_programs.js').TestProgram} program
 * @param {{ folder: { name: string, path: string }, args: string[] }} run
 */
async function runSiteTests(lifetime, program, { folder, args }) {
  const [database] = await Promise.all([
    step('test database', async (detail) => {
      const opened = await lifetime.open(makeTestDatabase({ root, folder }))
      detail(opened.summary)
      return opened
    }),
    generateCode(lifetime, program),
  ])
  const PORT = String(await findFreePort())
  const env = {
    ...program.env,
    DATABASE_URL: database.url,
    HOST: '127.0.0.1',
    PORT,
    APP_URL: `http://localhost:${PORT}`,
  }
  return runJapa(lifetime, { ...program, env }, args)
}

/**
 * @param {import('./launcher/lifetime.js').Lifetime} lifetime
 * @param {import('./launcher/test_programs.js').TestProgram} program
 */
async function generateCode(lifetime, { node, env }) {
  const exitCode = await runChild(lifetime, [node, 'ace.js', 'codegen'], { cwd: root, env })
  if (exitCode !== 0) throw new LauncherError('"node ace codegen" failed; see its message above.')
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
