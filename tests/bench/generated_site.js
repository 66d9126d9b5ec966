import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { linkWorkspaces } from '../../bin/launcher/workspace_links.js'

/**
 * Copies a build and adds plugins that do nothing but exist: a manifest and one route each. Also adds two routes that
 * answer the same, one of a plugin and so behind a gate, one of the host and so without.
 *
 * @param {string} build folder of the production build
 * @param {string} folder where the copy goes
 * @param {number} count how many plugins
 * @returns {void}
 */
export function generateSite(build, folder, count) {
  cpSync(build, folder, { recursive: true, filter: (source) => !source.endsWith('node_modules') })
  for (let number = 1; number <= count; number += 1) addPlugin(folder, `bench_${String(number).padStart(3, '0')}`)
  addPlugin(folder, 'bench_gate')
  appendFileSync(
    join(folder, 'start/routes.js'),
    `\nimport benchRouter from '@adonisjs/core/services/router'\nbenchRouter.get('/bench_free/', () => 'ok').as('bench_free')\n`
  )
  linkWorkspaces(folder)
}

/**
 * @param {string} folder
 * @param {string} name
 */
function addPlugin(folder, name) {
  const directory = join(folder, 'plugins', name)
  mkdirSync(directory, { recursive: true })
  writeFileSync(
    join(directory, 'package.json'),
    JSON.stringify({
      name: `@pydotorg/${name}`,
      version: '0.1.0',
      private: true,
      type: 'module',
      pydotorg: { plugin: './plugin.js', platform: '*' },
      exports: { '.': './plugin.js' },
    })
  )
  writeFileSync(
    join(directory, 'plugin.js'),
    `import { definePlugin } from '@pydotorg/platform'
export default definePlugin({
  name: '${name}',
  title: '${name}',
  summary: 'Made to measure what a plugin costs.',
  routes: () => import('./routes.js'),
})
`
  )
  writeFileSync(
    join(directory, 'routes.js'),
    `export default function routes(router) {
  router.get('/${name}/', () => 'ok').as('${name}.index')
}
`
  )
}
