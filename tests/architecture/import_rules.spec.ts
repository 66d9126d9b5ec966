import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { TemporaryFolders, type Files } from '../temporary_folder.js'
import { importRules } from './import_rules.js'
import { readImports, undeclaredPlugins } from './read_imports.js'

const pluginPackage = (name: string) =>
  JSON.stringify({
    name: `@pydotorg/${name}`,
    type: 'module',
    exports: { '.': './plugin.js', './contracts/*': './contracts/*.js' },
    imports: { '#services/*': './services/*.js' },
  })

/** An application that keeps every rule, and uses each way of importing that is allowed. */
const APPLICATION: Files = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: { '#start/*': './start/*.js' },
    dependencies: { kept: '1.0.0' },
    devDependencies: { tool: '1.0.0' },
  }),
  'node_modules/kept/package.json': JSON.stringify({ name: 'kept', type: 'module', exports: './index.js' }),
  'node_modules/kept/index.js': 'export const kept = 1',
  'node_modules/tool/package.json': JSON.stringify({ name: 'tool', type: 'module', exports: './index.js' }),
  'node_modules/tool/index.js': 'export const tool = 1',
  'app/platform/package.json': JSON.stringify({
    name: '@pydotorg/platform',
    type: 'module',
    exports: { './jobs': './jobs/main.js' },
  }),
  'app/platform/jobs/main.ts': `export { job } from './job.js'`,
  'app/platform/jobs/job.ts': `import { kept } from 'kept'\nexport const job = kept`,
  'app/middleware/log.ts': `import { env } from '#start/env'\nimport { job } from '@pydotorg/platform/jobs'\nexport const log = [env, job]`,
  'start/env.ts': 'export const env = {}',
  'plugins/events/package.json': pluginPackage('events'),
  'plugins/events/plugin.ts': `import { job } from '@pydotorg/platform/jobs'\nexport default [job, () => import('#services/calendar')]`,
  'plugins/events/services/calendar.ts': `import type { Sponsor } from '@pydotorg/sponsors/contracts/sponsor'\nexport const calendar: Sponsor[] = []`,
  'plugins/events/models/event.ts': `import { Venue } from './venue.js'\nexport class Event { venue = () => Venue }`,
  'plugins/events/models/venue.ts': `import { Event } from './event.js'\nexport class Venue { events = () => Event }`,
  'plugins/sponsors/package.json': pluginPackage('sponsors'),
  'plugins/sponsors/plugin.ts': 'export default {}',
  'plugins/sponsors/contracts/sponsor.ts': 'export interface Sponsor { name: string }',
  'plugins/sponsors/services/sponsor_list.ts': 'export const sponsorList = []',
}

/** One file that breaks the rule of this name, and only that. */
const OFFENCES: Readonly<Record<string, Files>> = {
  'host-names-no-plugin': { 'providers/shop.ts': `export const load = () => import('@pydotorg/events')` },
  'plugin-to-plugin-by-contract': {
    'plugins/sponsors/package.json': JSON.stringify({
      name: '@pydotorg/sponsors',
      type: 'module',
      exports: { './services/*': './services/*.js', './contracts/*': './contracts/*.js' },
    }),
    'plugins/events/routes.ts': `import { sponsorList } from '@pydotorg/sponsors/services/sponsor_list'\nexport const routes = sponsorList`,
  },
  'contracts-are-pure': {
    'plugins/sponsors/contracts/sponsor.ts': `import { sponsorList } from '../services/sponsor_list.js'\nexport interface Sponsor { name: string }\nexport const first = sponsorList`,
  },
  'no-climbing-out-of-a-plugin': {
    'plugins/events/routes.ts': `import { Sponsor } from '../sponsors/contracts/sponsor.js'\nexport type Routes = Sponsor`,
  },
  'no-climbing-out-of-the-platform': {
    'app/platform/jobs/job.ts': `import { name } from '../../names.js'\nexport const job = name`,
    'app/names.ts': `export const name = 1`,
  },
  'no-climbing-into-the-platform': {
    'app/middleware/log.ts': `import { job } from '../platform/jobs/job.js'\nexport const log = job`,
  },
  'no-cycles': {
    'plugins/events/services/a.ts': `import type { B } from './b.js'\nexport interface A { b: B }`,
    'plugins/events/services/b.ts': `import type { A } from './a.js'\nexport interface B { a: A }`,
  },
  'no-development-packages-in-production': {
    'plugins/events/services/calendar.ts': `import { tool } from 'tool'\nexport const calendar = tool`,
  },
  'everything-resolves': {
    'plugins/events/services/calendar.ts': `export const calendar = () => import('#services/calender')`,
  },
}

const folders = new TemporaryFolders()

/** An application on disk, with its workspaces linked as npm links them. */
async function application(files: Files = {}): Promise<string> {
  const root = await folders.make({ ...APPLICATION, ...files })
  await mkdir(join(root, 'node_modules/@pydotorg'))
  await symlink('../../app/platform', join(root, 'node_modules/@pydotorg/platform'))
  await symlink('../../plugins/events', join(root, 'node_modules/@pydotorg/events'))
  await symlink('../../plugins/sponsors', join(root, 'node_modules/@pydotorg/sponsors'))
  return root
}

test.group('Import rules', (group) => {
  group.teardown(() => folders.remove())

  test('let a clean application pass', async ({ assert }) => {
    const { violations } = await readImports(await application())
    assert.deepEqual(violations, [])
  })

  test('refuse what {$self} is about')
    .with(importRules.map(({ name }) => String(name)))
    .run(async ({ assert }, name) => {
      const { violations } = await readImports(await application(OFFENCES[name]))
      const broken = new Set(violations.map(({ rule }) => rule.name))
      assert.deepEqual([...broken], [name], `no offence, or one too many, for ${name}`)
    })

  test('refuse a contract of a plugin that the manifest does not name', async ({ assert }) => {
    const { modules } = await readImports(await application())
    assert.deepEqual(undeclaredPlugins(modules, new Map([['events', { uses: ['sponsors'] }]])), [])
    assert.deepEqual(undeclaredPlugins(modules, new Map([['events', { requires: ['sponsors'] }]])), [])
    assert.deepEqual(undeclaredPlugins(modules, new Map([['events', { requires: ['jobs'] }]])), [
      'plugins/events/services/calendar.ts imports plugins/sponsors/contracts/sponsor.ts, ' +
        'and its manifest names it in neither requires nor uses',
    ])
  })
})
