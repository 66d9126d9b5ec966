/*
| npm run dev: the site from its sources, reloading what is edited.
*/
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { step } from './launcher/announce.js'
import { runChild } from './launcher/child_process.js'
import { resolveDatabase } from './launcher/database.js'
import { ensureDependencies } from './launcher/dependencies.js'
import { siteEnvironment } from './launcher/environment.js'
import { announceFirstAdmin, ensureFirstAdmin } from './launcher/first_admin.js'
import { runLauncher } from './launcher/lifetime.js'
import { findSiteNode, requireLauncherNode, withNodeOnPath } from './launcher/node_runtime.js'
import { prepareData } from './launcher/site_data.js'
import { requireFreePort } from './launcher/site_server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const nodeEnv = 'development'

await runLauncher(async (lifetime) => {
  requireLauncherNode()
  await step('packages', async (detail) => detail(await ensureDependencies(root)))
  const node = findSiteNode(root)
  const settings = siteEnvironment({ root, nodeEnv })
  await requireFreePort(settings)
  const database = await step('database', async (detail) => {
    const opened = await lifetime.open(resolveDatabase({ root, nodeEnv }))
    detail(opened.summary)
    return opened
  })

  const env = { ...settings, ...withNodeOnPath(node, settings), DATABASE_URL: database.url }
  const site = { root, folder: root, node: node.path, env }
  if (!existsSync(join(root, '.adonisjs')))
    await runChild(lifetime, [node.path, 'ace.js', 'codegen'], { cwd: root, env })
  await prepareData(lifetime, site)
  announceFirstAdmin(settings.APP_URL, await ensureFirstAdmin(lifetime, site, database))
  return runChild(lifetime, [node.path, 'ace.js', 'serve', '--hmr', ...process.argv.slice(2)], {
    cwd: root,
    env,
    deadlineMs: 1_500,
  })
})
