import {
  PluginLoadError,
  PluginOrderError,
  PluginRegistry,
  type Plugin,
  type PluginFailure,
} from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'

const plugin = (name: string, requires: readonly string[] = [], packageName = `@pydotorg/${name}`): Plugin => ({
  name,
  version: '1.0.0',
  packageName,
  directory: `/site/plugins/${name}`,
  manifest: { name, title: name, summary: name, requires },
})
const broken = (name: string): PluginFailure => ({
  name,
  packageName: `@pydotorg/${name}`,
  error: new Error(`${name} is broken`),
})
const names = (plugins: readonly { name: string }[]) => plugins.map(({ name }) => name)
const reasons = (registry: PluginRegistry) => registry.failures().map(({ name, error }) => `${name}: ${error.message}`)

const chain = () => [
  plugin('banners', ['sponsors']),
  plugin('sponsors', ['companies']),
  plugin('companies'),
  plugin('jobs'),
]

test.group('PluginRegistry', () => {
  test('lists plugins after those that they require', ({ assert }) => {
    const registry = new PluginRegistry('/site', chain())
    assert.deepEqual(names(registry.all()), ['companies', 'sponsors', 'banners', 'jobs'])
    assert.deepEqual(registry.failures(), [])
  })

  test('refuses two plugins of one name, and names both packages', ({ assert }) => {
    const plugins = [plugin('events'), plugin('events', [], '@acme/events')]
    assert.throws(
      () => new PluginRegistry('/site', plugins),
      'Two plugins call themselves "events": @pydotorg/events and @acme/events. Remove one of them.'
    )
    assert.throws(() => new PluginRegistry('/site', plugins), PluginOrderError)
  })

  test('leaves out those that require a broken plugin, and says why', ({ assert }) => {
    const plugins = chain().filter(({ name }) => name !== 'companies')
    const registry = new PluginRegistry('/site', plugins, [broken('companies')])
    assert.deepEqual(names(registry.all()), ['jobs'])
    assert.deepEqual(reasons(registry), [
      'companies: companies is broken',
      'sponsors: Plugin "sponsors" requires "companies", which could not be loaded.',
      'banners: Plugin "banners" requires "sponsors", which could not be loaded.',
    ])
  })

  test('takes a plugin out of use while the site starts, and those that require it', ({ assert }) => {
    const registry = new PluginRegistry('/site', chain())
    const listed = registry.all()
    registry.fail('companies', new Error('routes.ts threw'))
    assert.deepEqual(names(listed), ['jobs'])
    assert.deepEqual(reasons(registry), [
      'companies: routes.ts threw',
      'sponsors: Plugin "sponsors" requires "companies", which could not be loaded.',
      'banners: Plugin "banners" requires "sponsors", which could not be loaded.',
    ])
  })

  test('records a failure once', ({ assert }) => {
    const registry = new PluginRegistry('/site', chain())
    registry.fail('jobs', new Error('first'))
    registry.fail('jobs', new Error('second'))
    registry.fail('absent', new Error('third'))
    assert.deepEqual(reasons(registry), ['jobs: first'])
  })

  test('finds a plugin by its name', ({ assert }) => {
    const registry = new PluginRegistry('/site', chain())
    assert.equal(registry.get('jobs').packageName, '@pydotorg/jobs')
    assert.equal(registry.find('jobs')?.name, 'jobs')
    assert.isNull(registry.find('absent'))
  })

  test('says which name may have been meant', ({ assert }) => {
    const registry = new PluginRegistry('/site', chain())
    assert.throws(() => registry.get('sponsor'), 'There is no plugin "sponsor". Did you mean sponsors?')
    assert.throws(() => registry.get('elections'), 'There is no plugin "elections".')
    assert.throws(() => registry.get('sponsor'), PluginLoadError)
  })

  test('knows who depends on a plugin, directly or not', ({ assert }) => {
    const registry = new PluginRegistry('/site', chain())
    assert.deepEqual(registry.dependentsOf('companies'), ['sponsors', 'banners'])
    assert.deepEqual(registry.dependentsOf('banners'), [])
  })

  test('orders the folders of migrations as the plugins, relative to the site', ({ assert }) => {
    const registry = new PluginRegistry('/site', [plugin('banners', ['sponsors']), plugin('sponsors')])
    assert.deepEqual(registry.migrationPaths(), [
      'plugins/sponsors/database/migrations',
      'plugins/banners/database/migrations',
    ])
  })
})
