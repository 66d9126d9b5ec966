import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { platformVersion, PluginRegistry, type Plugin } from '@pydotorg/platform/plugins'
import semver from 'semver'
import { test } from '@japa/runner'
import { workspacePlugins } from './registered_plugins.js'

interface PackageJson {
  name: string
  version: string
  private?: boolean
  type: string
  pydotorg: { plugin: string; platform: string }
  exports: Record<string, string>
  imports?: Record<string, string>
}

/** What a newcomer wants to know of a plugin, in this order. */
const README_SECTIONS = ['Pages', 'Switches', 'Contracts', 'Try it']
const README_LINES = 80

const packageOf = async ({ directory }: Plugin) =>
  JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as PackageJson

test.group('Packages of plugins', () => {
  test('can all be loaded', async ({ assert }) => {
    const plugins = await app.container.make(PluginRegistry)
    assert.deepEqual(
      plugins.failures().map(({ name, error }) => `${name}: ${error.message}`),
      []
    )
  })

  test('{name} is called the same in its folder, its package and its manifest')
    .with(workspacePlugins)
    .run(async ({ assert }, plugin) => {
      const { name } = await packageOf(plugin)
      assert.equal(name, `@pydotorg/${plugin.name}`)
      assert.equal(basename(plugin.directory), plugin.name)
    })

  test('{name} says which platform it works with, and is never published by accident')
    .with(workspacePlugins)
    .run(async ({ assert }, plugin) => {
      const contents = await packageOf(plugin)
      assert.equal(contents.pydotorg.plugin, './plugin.js')
      assert.isTrue(semver.satisfies(await platformVersion(), contents.pydotorg.platform))
      assert.isNotNull(semver.valid(contents.version))
      assert.isTrue(contents.private)
      assert.equal(contents.type, 'module')
    })

  test('{name} lets others see its manifest and its contracts, and nothing else')
    .with(workspacePlugins)
    .run(async ({ assert }, plugin) => {
      const { exports } = await packageOf(plugin)
      assert.deepEqual(exports, { '.': './plugin.js', './contracts/*': './contracts/*.js' })
    })

  test('{name} imports its own folders under their names')
    .with(workspacePlugins)
    .run(async ({ assert }, plugin) => {
      const { imports = {} } = await packageOf(plugin)
      for (const [name, target] of Object.entries(imports)) {
        const folder = /^#([a-z_]+)\/\*$/.exec(name)?.[1]
        assert.isDefined(folder, `${name} must be #<folder>/*`)
        assert.equal(target, `./${folder}/*.js`)
      }
    })

  test('{name} has a README with the sections that a newcomer looks for')
    .with(workspacePlugins)
    .run(async ({ assert }, { directory, manifest }) => {
      const readme = await readFile(join(directory, 'README.md'), 'utf8')
      const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
      assert.match(readme, new RegExp(`^# ${manifest.title}\\n`))
      assert.deepEqual(
        headings.filter((heading) => README_SECTIONS.includes(String(heading))),
        README_SECTIONS
      )
      assert.isAtMost(readme.split('\n').length, README_LINES)
    })
})
