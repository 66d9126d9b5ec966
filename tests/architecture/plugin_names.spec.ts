import app from '@adonisjs/core/services/app'
import { discoverPlugins } from '@pydotorg/platform/plugins'
import { basename } from 'node:path'
import { test } from '@japa/runner'
import { hostSources } from './host_sources.js'
import { pluginsNamedIn } from './plugin_names.js'

test.group('Names of plugins in the host', () => {
  test('are nowhere', async ({ assert }) => {
    const sources = await hostSources(app.makePath())
    const plugins = await discoverPlugins(app.makePath())
    const names = plugins.map(({ directory }) => basename(directory))
    assert.isAbove(sources.length, 20)
    assert.isAbove(names.length, 0)
    assert.deepEqual(
      sources.flatMap((source) => pluginsNamedIn(source, names)),
      []
    )
  })

  test('are found in {$self}')
    .with([
      `import plugin from '@pydotorg/events'`,
      `const path = 'plugins/events/views'`,
      `features.isOn('events')`,
      `features.isOn("events.submissions")`,
      'urlFor(`events.index`)',
      `this.kernel.exec('events:import', [])`,
      `this.kernel.exec('jobs:blank', [])`,
      `this.schema.dropTable('events_calendars')`,
      `<a href="/events/">Events</a>`,
      `<a href='/events?page=2'>`,
      `@include('events::partials/next')`,
      `@!events.card({ event })`,
    ])
    .run(({ assert }, text) => {
      assert.lengthOf(pluginsNamedIn({ path: 'app/a.ts', text }, ['events', 'jobs']), 1)
    })

  test('may be words of English and stand in comments: {$self}')
    .with([
      'emitter.on(events, listen)',
      `import { EventEmitter } from 'node:events'`,
      '/** @example features.isOn("events") */',
      `  // 'events' is an example`,
      `{{-- @include('events::a') --}}`,
      `type: 'about:blank'`,
      'pointer-events: none;',
      `'prevents'`,
    ])
    .run(({ assert }, text) => {
      assert.deepEqual(pluginsNamedIn({ path: 'app/a.ts', text }, ['events', 'about']), [])
    })
})
