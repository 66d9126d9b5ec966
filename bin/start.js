/*
| npm start: from a fresh clone to a running site, in production mode.
|
| Ctrl-C or SIGTERM ends the site first and PostgreSQL after it, exit code 0; a
| second signal ends both at once. Settings come from the environment or `.env`.
*/
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { announce, step } from './launcher/announce.js'
import { openChild } from './launcher/child_process.js'
import { resolveDatabase } from './launcher/database.js'
import { ensureDependencies } from './launcher/dependencies.js'
import { siteEnvironment } from './launcher/environment.js'
import { announceFirstAdmin, ensureFirstAdmin } from './launcher/first_admin.js'
import { LauncherError } from './launcher/launcher_error.js'
import { runLauncher } from './launcher/lifetime.js'
import { findSiteNode, requireLauncherNode, withNodeOnPath } from './launcher/node_runtime.js'
import { ensureBuild } from './launcher/site_build.js'
import { prepareData } from './launcher/site_data.js'
import { requireFreePort, waitForSite } from './launcher/site_server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const nodeEnv = 'production'

/** Beyond the site's own deadline, for its providers to close. */
const STOP_RESERVE_MS = 3_000

await runLauncher(async (lifetime) => {
  const startedAt = performance.now()
  requireLauncherNode()
  await step('packages', async (detail) => detail(await ensureDependencies(root)))
  const node = findSiteNode(root)
  const settings = siteEnvironment({ root, nodeEnv })
  await requireFreePort(settings)

  const env = { ...settings, ...withNodeOnPath(node, settings) }
  const [database] = await Promise.all([
    step('database', async (detail) => {
      const opened = await lifetime.open(resolveDatabase({ root, nodeEnv }))
      detail(opened.summary)
      return opened
    }),
    step('build', async (detail) => detail(await ensureBuild(lifetime, { root, node: node.path, env }))),
  ])
  const site = { root, folder: join(root, 'build'), node: node.path, env: { ...env, DATABASE_URL: database.url } }
  await prepareData(lifetime, site)
  const password = await ensureFirstAdmin(lifetime, site, database)

  const deadlineMs = Number(env['SHUTDOWN_DEADLINE'] || 5_000) + STOP_RESERVE_MS
  const server = await openChild(lifetime, [node.path, 'bin/server.js'], {
    cwd: site.folder,
    env: site.env,
    deadlineMs,
  })
  await waitForSite(settings, server)
  announce(
    `ready at ${settings.APP_URL} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s (Node ${node.version})`
  )
  announceFirstAdmin(settings.APP_URL, password)

  const exitCode = await server.exited
  if (lifetime.isStopping) return 0
  throw new LauncherError(`The site ended by itself (exit ${exitCode}).`)
})
