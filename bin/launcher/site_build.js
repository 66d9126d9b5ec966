import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { runChild } from './child_process.js'
import { withLock } from './file_lock.js'
import { LauncherError } from './launcher_error.js'
import { fingerprintSources } from './source_fingerprint.js'
import { linkWorkspaces } from './workspace_links.js'

/**
 * Makes the production build in `build/` unless it is there and up to date.
 *
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} project `node`: path of the program
 * @returns {Promise<string>} what was done, for the step's line
 * @throws {LauncherError} when the sources do not compile
 */
export async function ensureBuild(lifetime, { root, node, env }) {
  return withLock(join(root, 'tmp', 'build.lock'), async () => {
    const sources = fingerprintSources(root)
    const isFresh = isBuiltFrom(root, sources)
    if (!isFresh) await build(lifetime, { root, node, env })
    linkWorkspaces(join(root, 'build'))
    // Written last and inside the build: a build cut short has none, a deleted one neither.
    if (!isFresh) writeFileSync(stampPath(root), sources)
    return isFresh ? 'up to date' : 'made'
  })
}

/**
 * @param {import('./lifetime.js').Lifetime} lifetime
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} project
 */
async function build(lifetime, { root, node, env }) {
  // Codegen first: the build compiles against the types of all routes.
  for (const command of ['codegen', 'build']) {
    const exitCode = await runChild(lifetime, [node, 'ace.js', command], { cwd: root, env })
    if (exitCode !== 0)
      throw new LauncherError(`"node ace ${command}" failed (exit ${exitCode}); see its message above.`)
  }
}

/**
 * @param {string} root
 * @param {string} sources
 * @returns {boolean}
 */
function isBuiltFrom(root, sources) {
  if (!existsSync(join(root, 'build', 'bin', 'server.js')) || !existsSync(stampPath(root))) return false
  return readFileSync(stampPath(root), 'utf8') === sources
}

/**
 * @param {string} root
 * @returns {string}
 */
function stampPath(root) {
  return join(root, 'build', '.sources')
}
