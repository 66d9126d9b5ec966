import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { linkWorkspaces } from '../../bin/launcher/workspace_links.js'
import { generateSite } from './generated_site.js'

const NAME = 'bench_home'
const SECTIONS = 10

/**
 * Copies a build and adds a plugin with ten sections for the home page, each of one query and a list of five. The plugin
 * also tells, at /bench_home/, how many queries there were since it was asked last.
 *
 * @param {string} build folder of the production build
 * @param {string} folder where the copy goes
 * @param {'kept' | 'rendered'} sections whether they are kept, or rendered for every visit
 * @returns {void}
 */
export function generateHomeSite(build, folder, sections) {
  generateSite(build, folder, 0)
  const directory = join(folder, 'plugins', NAME)
  mkdirSync(join(directory, 'views/home'), { recursive: true })
  const files = {
    'package.json': JSON.stringify({
      name: `@pydotorg/${NAME}`,
      version: '0.1.0',
      private: true,
      type: 'module',
      pydotorg: { plugin: './plugin.js', platform: '*' },
      exports: { '.': './plugin.js' },
    }),
    'plugin.js': manifest(sections === 'kept'),
    'section.js': SECTION,
    'routes.js': ROUTES,
    'views/home/list.edge': VIEW,
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text)
  linkWorkspaces(folder)
}

/** @param {boolean} isKept */
function manifest(isKept) {
  return `import { definePlugin } from '@pydotorg/platform'
const cache = ${isKept ? `{ lifetime: '1 hour', tags: ['${NAME}:all'] }` : 'undefined'}
export default definePlugin({
  name: '${NAME}',
  title: 'Home',
  summary: 'Made to measure what the home page costs.',
  routes: () => import('./routes.js'),
  contributes: {
    homeSections: Array.from({ length: ${SECTIONS} }, (_, index) => ({
      key: '${NAME}.' + index,
      title: 'Section ' + index,
      weight: index,
      width: 'half',
      view: '${NAME}::home/list',
      data: () => import('./section.js'),
      cache,
    })),
  },
})
`
}

const SECTION = `import db from '@adonisjs/lucid/services/db'
export default async function section() {
  const rows = await db.from('downloads_releases').select('name', 'slug').orderBy('id', 'desc').limit(5)
  return { rows }
}
`

const VIEW = `<h2>Releases</h2>
<ul>
  @each(row in rows)
    <li><a href="/downloads/release/{{ row.slug }}/">{{ row.name }}</a></li>
  @end
</ul>
`

const ROUTES = `import db from '@adonisjs/lucid/services/db'
let queries = null
export default function routes(router) {
  router.get('/${NAME}/', () => {
    if (queries === null) db.connection().getWriteClient().on('query', () => { queries += 1 })
    const seen = queries ?? 0
    queries = 0
    return String(seen)
  }).as('${NAME}.index')
}
`
