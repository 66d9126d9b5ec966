import { basename } from 'node:path'
import app from '@adonisjs/core/services/app'
import { pluginsOf } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { explain, readImports, undeclaredPlugins, type ReadImports } from './read_imports.js'

test.group('Imports', (group) => {
  let imports: ReadImports
  group.setup(async () => {
    imports = await readImports(app.makePath())
  })

  test('are read from every folder', ({ assert }) => {
    const folders = new Set(imports.modules.map(({ source }) => source.split('/')[0]))
    assert.containsSubset([...folders], ['app', 'bin', 'config', 'plugins', 'providers', 'start', 'tests'])
  })

  test('break no rule', ({ assert }) => {
    assert.deepEqual(explain(imports.violations), [])
  })

  test('reach only plugins that the manifest names in requires or uses', async ({ assert }) => {
    const plugins = await pluginsOf(app.appRoot)
    const declared = new Map(plugins.all().map((plugin) => [basename(plugin.directory), plugin.manifest]))
    assert.deepEqual(undeclaredPlugins(imports.modules, declared), [])
  })
})
