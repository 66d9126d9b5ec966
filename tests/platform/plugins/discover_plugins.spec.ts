import { discoverPlugins } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { TemporaryFolders } from '../../temporary_folder.js'
import { manifest, pluginFiles } from './plugin_files.js'

const application = (dependencies: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ name: 'site', dependencies }),
})

test.group('discoverPlugins', (group) => {
  const folders = new TemporaryFolders()
  group.teardown(() => folders.remove())

  test('finds the workspaces under plugins/ by name', async ({ assert }) => {
    const root = await folders.make({
      ...application(),
      ...pluginFiles('plugins/sponsors', manifest('sponsors')),
      ...pluginFiles('plugins/events', manifest('events'), { version: '2.1.0' }),
    })
    assert.deepEqual(await discoverPlugins(root), [
      {
        packageName: '@pydotorg/events',
        version: '2.1.0',
        directory: `${root}/plugins/events`,
        field: { plugin: './plugin.js', platform: '^0.1.0' },
      },
      {
        packageName: '@pydotorg/sponsors',
        version: '1.0.0',
        directory: `${root}/plugins/sponsors`,
        field: { plugin: './plugin.js', platform: '^0.1.0' },
      },
    ])
  })

  test('finds none where there are none', async ({ assert }) => {
    assert.deepEqual(await discoverPlugins(await folders.make(application())), [])
  })

  test('finds an installed package that does not export its package.json', async ({ assert }) => {
    const root = await folders.make({
      ...application({ '@acme/banners': '^1.0.0' }),
      ...pluginFiles('node_modules/@acme/banners', manifest('banners')),
    })
    const found = await discoverPlugins(root)
    assert.deepEqual(
      found.map(({ packageName, directory }) => ({ packageName, directory })),
      [{ packageName: '@acme/banners', directory: `${root}/node_modules/@acme/banners` }]
    )
  })

  test('finds a package that is installed in a folder above', async ({ assert }) => {
    const root = await folders.make({
      'site/package.json': JSON.stringify({ dependencies: { banners: '^1.0.0' } }),
      ...pluginFiles('node_modules/banners', manifest('banners')),
    })
    const [found] = await discoverPlugins(`${root}/site`)
    assert.equal(found?.directory, `${root}/node_modules/banners`)
  })

  test('passes over packages that are no plugin, not installed, or not asked for', async ({ assert }) => {
    const root = await folders.make({
      ...application({ luxon: '^3.0.0', missing: '^1.0.0' }),
      'plugins/notes/package.json': JSON.stringify({ name: '@pydotorg/notes' }),
      'plugins/README.md': 'not a plugin',
      'node_modules/luxon/package.json': JSON.stringify({ name: 'luxon' }),
      ...pluginFiles('node_modules/stray', manifest('stray')),
    })
    assert.deepEqual(await discoverPlugins(root), [])
  })

  test('takes the workspace when a package of the same name is installed', async ({ assert }) => {
    const root = await folders.make({
      ...application({ '@pydotorg/events': '^1.0.0' }),
      ...pluginFiles('node_modules/@pydotorg/events', manifest('events')),
      ...pluginFiles('plugins/events', manifest('events')),
    })
    const found = await discoverPlugins(root)
    assert.deepEqual(
      found.map(({ directory }) => directory),
      [`${root}/plugins/events`]
    )
  })

  test('names the package.json that is not JSON', async ({ assert }) => {
    const root = await folders.make({ ...application(), 'plugins/events/package.json': '{ "name": ' })
    await assert.rejects(
      () => discoverPlugins(root),
      new RegExp(`^${root}/plugins/events/package\\.json is not JSON: `)
    )
  })
})
