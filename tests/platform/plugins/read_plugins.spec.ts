import { pathToFileURL } from 'node:url'
import { platformVersion, pluginsOf, PluginOrderError, readPlugins } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { TemporaryFolders, type Files } from '../../temporary_folder.js'
import { manifest, pluginFiles } from './plugin_files.js'

test.group('readPlugins', (group) => {
  const folders = new TemporaryFolders()
  group.teardown(() => folders.remove())
  const site = async (files: Files) => {
    const root = await folders.make({ 'package.json': '{ "dependencies": { "acme-banners": "1.0.0" } }', ...files })
    return pathToFileURL(`${root}/`)
  }

  test('reads the manifests of workspaces and installed packages', async ({ assert }) => {
    const plugins = await readPlugins(
      await site({
        ...pluginFiles('plugins/events', manifest('events', `requires: ['users']`)),
        ...pluginFiles('plugins/users', manifest('users')),
        ...pluginFiles('node_modules/acme-banners', manifest('banners', `requires: ['events']`)),
      })
    )
    assert.deepEqual(
      plugins.all().map(({ name, packageName }) => `${name} of ${packageName}`),
      ['users of @pydotorg/users', 'events of @pydotorg/events', 'banners of acme-banners']
    )
  })

  test('goes on without a plugin whose manifest throws, and those that require it', async ({ assert }) => {
    const plugins = await readPlugins(
      await site({
        ...pluginFiles('plugins/events', manifest('events', `requires: ['users']`)),
        ...pluginFiles('plugins/users', `(() => { throw new Error('out of cheese') })()`),
        ...pluginFiles('plugins/jobs', manifest('jobs')),
      })
    )
    assert.deepEqual(
      plugins.all().map(({ name }) => name),
      ['jobs']
    )
    assert.deepEqual(
      plugins.failures().map(({ name, error }) => `${name}: ${error.message}`),
      ['users: out of cheese', 'events: Plugin "events" requires "users", which could not be loaded.']
    )
  })

  test('goes on without a plugin that throws something that is no error', async ({ assert }) => {
    const plugins = await readPlugins(await site(pluginFiles('plugins/events', `(() => { throw 'cheese' })()`)))
    assert.deepEqual(
      plugins.failures().map(({ error }) => error.message),
      ['cheese']
    )
  })

  test('knows an installed plugin that is broken by the name that others require', async ({ assert }) => {
    const pydotorg = { plugin: './plugin.js', platform: '^9.0.0' }
    const plugins = await readPlugins(
      await site({
        'package.json': '{ "dependencies": { "@acme/pydotorg-ad-banners": "1.0.0" } }',
        ...pluginFiles('node_modules/@acme/pydotorg-ad-banners', manifest('ad_banners'), { pydotorg }),
        ...pluginFiles('plugins/events', manifest('events', `requires: ['ad_banners']`)),
      })
    )
    assert.deepEqual(
      plugins.failures().map(({ name }) => name),
      ['ad_banners', 'events']
    )
  })

  test('does not start with plugins that cannot work together', async ({ assert }) => {
    const circle = await site({
      ...pluginFiles('plugins/events', manifest('events', `requires: ['users']`)),
      ...pluginFiles('plugins/users', manifest('users', `requires: ['events']`)),
    })
    await assert.rejects(() => readPlugins(circle), PluginOrderError)
  })

  test('is done once for an application', async ({ assert }) => {
    const root = await site(pluginFiles('plugins/events', manifest('events')))
    const [first, second] = await Promise.all([pluginsOf(root), pluginsOf(new URL(root.href))])
    assert.strictEqual(first, second)
  })

  test('compares with the version of the platform that runs', async ({ assert }) => {
    assert.match(await platformVersion(), /^\d+\.\d+\.\d+$/)
  })
})
