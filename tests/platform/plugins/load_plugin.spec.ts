import { discoverPlugins, loadPlugin, PluginLoadError, type Plugin } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { TemporaryFolders, type Files } from '../../temporary_folder.js'
import { manifest, pluginFiles } from './plugin_files.js'

const PLATFORM = '0.1.4'

test.group('loadPlugin', (group) => {
  const folders = new TemporaryFolders()
  group.teardown(() => folders.remove())

  const load = async (files: Files): Promise<Plugin> => {
    const root = await folders.make({ 'package.json': '{}', ...files })
    const [found] = await discoverPlugins(root)
    if (!found) throw new Error('The test wrote no plugin.')
    return loadPlugin(found, PLATFORM)
  }
  const failure = async (files: Files): Promise<Error> => {
    const error = await load(files).catch((thrown: unknown) => thrown)
    if (!(error instanceof Error)) throw new Error('The plugin could be loaded.')
    return error
  }

  test('reads the manifest', async ({ assert }) => {
    const plugin = await load(pluginFiles('plugins/work_groups', manifest('work_groups', `requires: ['users']`)))
    assert.containsSubset(plugin, { name: 'work_groups', version: '1.0.0', packageName: '@pydotorg/work_groups' })
    assert.deepEqual(plugin.manifest.requires, ['users'])
  })

  test('takes the built manifest when there is one, else its source', async ({ assert }) => {
    const source = { 'plugins/events/plugin.ts': `export default ${manifest('events', `requires: ['source']`)}` }
    const built = pluginFiles('plugins/events', manifest('events', `requires: ['built']`))
    const packageJson = built['plugins/events/package.json'] ?? ''
    assert.deepEqual((await load({ ...built, ...source })).manifest.requires, ['built'])
    assert.deepEqual((await load({ 'plugins/events/package.json': packageJson, ...source })).manifest.requires, [
      'source',
    ])
  })

  test('accepts the platform range {$self}')
    .with(['^0.1.0', '0.1.x', '>=0.1.2 <0.3.0', '0.1.4', '*'])
    .run(async ({ assert }, platform) => {
      const pydotorg = { plugin: './plugin.js', platform }
      const plugin = await load(pluginFiles('plugins/events', manifest('events'), { pydotorg }))
      assert.equal(plugin.name, 'events')
    })

  test('refuses a plugin made for another platform, and names both versions', async ({ assert }) => {
    const pydotorg = { plugin: './plugin.js', platform: '^2.0.0' }
    const error = await failure(
      pluginFiles('plugins/events', `(() => { throw new Error('imported') })()`, { pydotorg })
    )
    assert.instanceOf(error, PluginLoadError)
    assert.equal(
      error.message,
      '@pydotorg/events 1.0.0 works with platform ^2.0.0, and this is platform 0.1.4. ' +
        'Install a version of the plugin made for this platform.'
    )
  })

  test('refuses {$self} as a range of platforms')
    .with([undefined, null, 'newest', 7, { major: 1 }])
    .run(async ({ assert }, platform) => {
      const pydotorg = { plugin: './plugin.js', platform }
      const error = await failure(pluginFiles('plugins/events', manifest('events'), { pydotorg }))
      assert.instanceOf(error, PluginLoadError)
      assert.match(error.message, /^@pydotorg\/events does not say which platform it works with: .* "\^0\.1\.4"/)
    })

  test('refuses the manifest {$self}')
    .with(['undefined', 'null', '42', '{}', '{ name: 7 }', '() => ({})'])
    .run(async ({ assert }, source) => {
      const error = await failure(pluginFiles('plugins/events', source))
      assert.instanceOf(error, PluginLoadError)
      assert.equal(error.message, './plugin.js of @pydotorg/events must export definePlugin({ … }) as its default.')
    })

  test('refuses the name {$self}')
    .with(['Events', 'work-groups', '2048', '', 'events.old', '_events', 'événements'])
    .run(async ({ assert }, name) => {
      const error = await failure(pluginFiles('plugins/events', manifest(name)))
      assert.instanceOf(error, PluginLoadError)
      assert.equal(
        error.message,
        `@pydotorg/events calls itself "${name}"; a plugin's name is a snake_case noun such as "work_groups".`
      )
    })

  test('passes on what the module of the manifest throws', async ({ assert }) => {
    const error = await failure(pluginFiles('plugins/events', `(() => { throw new RangeError('out of cheese') })()`))
    assert.instanceOf(error, RangeError)
    assert.equal(error.message, 'out of cheese')
  })

  test('says which manifest is missing', async ({ assert }) => {
    const pydotorg = { plugin: './manifest.js', platform: '^0.1.0' }
    const error = await failure(pluginFiles('plugins/events', manifest('events'), { pydotorg }))
    assert.instanceOf(error, PluginLoadError)
    assert.equal(error.message, '@pydotorg/events names ./manifest.js as its manifest, and there is no such file.')
  })
})
