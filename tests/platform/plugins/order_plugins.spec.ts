import { orderPlugins, PluginOrderError } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'

interface Relations {
  requires?: readonly string[]
  uses?: readonly string[]
}

const plugin = (name: string, relations: Relations = {}) => ({ name, manifest: relations })
const names = (plugins: readonly { name: string }[]) => plugins.map(({ name }) => name)
const thrownBy = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

test.group('orderPlugins', () => {
  test('orders by name what needs nothing', ({ assert }) => {
    assert.deepEqual(names(orderPlugins([plugin('jobs'), plugin('blogs'), plugin('events')])), [
      'blogs',
      'events',
      'jobs',
    ])
  })

  test('puts each plugin after those that it requires', ({ assert }) => {
    const plugins = [
      plugin('banners', { requires: ['sponsors', 'users'] }),
      plugin('sponsors', { requires: ['companies'] }),
      plugin('companies', { requires: ['users'] }),
      plugin('users'),
    ]
    assert.deepEqual(names(orderPlugins(plugins)), ['users', 'companies', 'sponsors', 'banners'])
  })

  test('gives the same order whatever the order of discovery', ({ assert }) => {
    const plugins = [plugin('a', { requires: ['d'] }), plugin('b'), plugin('c', { requires: ['a'] }), plugin('d')]
    assert.deepEqual(names(orderPlugins(plugins)), names(orderPlugins([...plugins].reverse())))
  })

  test('lets plugins use each other, and what is not there', ({ assert }) => {
    const plugins = [plugin('events', { uses: ['jobs', 'absent'] }), plugin('jobs', { uses: ['events'] })]
    assert.deepEqual(names(orderPlugins(plugins)), ['events', 'jobs'])
  })

  test('names both ends of an unknown requirement, and the name that was meant', ({ assert }) => {
    const plugins = [plugin('banners', { requires: ['sponsor'] }), plugin('sponsors'), plugin('blogs')]
    const error = thrownBy(() => orderPlugins(plugins))
    assert.instanceOf(error, PluginOrderError)
    assert.equal(
      String(error),
      'PluginOrderError: Plugin "banners" requires "sponsor", and there is no such plugin. Did you mean "sponsors"?'
    )
  })

  test('says what to do about an unknown requirement that is like nothing', ({ assert }) => {
    const error = thrownBy(() => orderPlugins([plugin('banners', { requires: ['elections'] }), plugin('jobs')]))
    assert.equal(
      String(error),
      'PluginOrderError: Plugin "banners" requires "elections", and there is no such plugin. ' +
        'Install it, or take it out of "requires" in the manifest of "banners".'
    )
  })

  test('suggests no plugin that requires itself to the one that asks', ({ assert }) => {
    const error = thrownBy(() => orderPlugins([plugin('sponsors', { requires: ['sponsor'] }), plugin('blogs')]))
    assert.notInclude(String(error), 'Did you mean')
  })

  test('names every plugin of a circle', ({ assert }) => {
    const plugins = [
      plugin('a', { requires: ['b'] }),
      plugin('b', { requires: ['c'] }),
      plugin('c', { requires: ['b'] }),
      plugin('d'),
    ]
    const error = thrownBy(() => orderPlugins(plugins))
    assert.instanceOf(error, PluginOrderError)
    assert.include(String(error), 'Plugins require each other in a circle: "b" requires "c" requires "b".')
    assert.include(String(error), 'Turn one of these requirements into "uses"')
  })

  test('refuses a plugin that requires itself', ({ assert }) => {
    assert.include(String(thrownBy(() => orderPlugins([plugin('a', { requires: ['a'] })]))), '"a" requires "a"')
  })

  test('accepts a requirement that is there and could not be loaded', ({ assert }) => {
    assert.deepEqual(names(orderPlugins([plugin('banners', { requires: ['sponsors'] })], ['sponsors'])), ['banners'])
  })
})
