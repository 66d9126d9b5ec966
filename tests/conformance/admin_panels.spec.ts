import app from '@adonisjs/core/services/app'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { knownPermissions } from '@pydotorg/platform/identity/operators'
import { loadOnce, PluginRegistry } from '@pydotorg/platform/plugins'
import { registeredPlugins } from './registered_plugins.js'

const declared = registeredPlugins.flatMap((plugin) =>
  (plugin.manifest.contributes?.adminPanels ?? []).map((panel) => ({ key: panel.key, plugin, panel }))
)

test.group('Panels of the dashboard', () => {
  test('{key} belongs to its plugin, with a permission that there is, a template and what it shows')
    .with(declared)
    .run(async ({ assert }, { key, plugin, panel }) => {
      assert.match(key, new RegExp(`^${plugin.name}\\.[a-z][a-z0-9_]*$`))
      assert.lengthOf(
        declared.filter((other) => other.key === key),
        1
      )
      const known = Object.keys(knownPermissions(await app.container.make(PluginRegistry)))
      if (panel.permission !== null) assert.include(known, panel.permission)
      const [namespace, template] = panel.view.split('::')
      assert.equal(namespace, plugin.name)
      assert.isTrue(existsSync(join(plugin.directory, 'views', `${template}.edge`)), panel.view)
      assert.isFunction(await loadOnce(panel.data))
    })
})
