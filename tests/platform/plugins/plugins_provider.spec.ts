import { pathToFileURL } from 'node:url'
import { IgnitorFactory } from '@adonisjs/core/factories'
import site, { setApp } from '@adonisjs/core/services/app'
import type { ApplicationService } from '@adonisjs/core/types'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { RouteDirectory } from '@pydotorg/platform/http'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import PluginsProvider from '#providers/plugins_provider'
import { TemporaryFolders, type Files } from '../../temporary_folder.js'
import { manifest, pluginFiles } from './plugin_files.js'

const routes = (body: string) => `export default (router) => { ${body} }`
const withRoutes = `routes: () => import('./routes.js')`

test.group('PluginsProvider', (group) => {
  const folders = new TemporaryFolders()
  group.teardown(() => folders.remove())

  // Whoever asks for the application gets the one made last; the tests after these want their own back.
  const tested = site
  group.each.teardown(() => setApp(tested))

  /** An application with these plugins, as far as the provider takes it. */
  async function start(files: Files): Promise<ApplicationService> {
    const root = await folders.make({ 'package.json': '{}', ...files })
    const app = new IgnitorFactory()
      .withCoreConfig()
      .withCoreProviders()
      .create(pathToFileURL(`${root}/`), { importer: (path) => import(path) })
      .createApp('web')
    await app.init()
    await app.boot()
    app.container.singleton(Features, async (resolver) => {
      const plugins = await resolver.make(PluginRegistry)
      const features = new Features(featureDefinitions(plugins))
      plugins.onFailure(() => features.redefine(featureDefinitions(plugins), plugins.failures()))
      return features
    })
    app.container.singleton(RouteDirectory, async (resolver) => {
      return new RouteDirectory(await resolver.make('router'), await resolver.make(Features))
    })
    const provider = new PluginsProvider(app)
    provider.register()
    await app.container.make(Features)
    await provider.boot()
    await provider.start()
    return app
  }

  async function patterns(app: ApplicationService): Promise<string[]> {
    const router = await app.container.make('router')
    router.commit()
    return Object.values(router.toJSON())
      .flat()
      .map(({ pattern }) => pattern)
  }

  async function outcome(app: ApplicationService): Promise<{ inUse: string[]; failures: string[] }> {
    const plugins = await app.container.make(PluginRegistry)
    return {
      inUse: plugins.all().map(({ name }) => name),
      failures: plugins.failures().map(({ name, error }) => `${name}: ${error.message}`),
    }
  }

  test('registers the routes of every plugin behind its gate', async ({ assert }) => {
    const app = await start({
      ...pluginFiles('plugins/events', manifest('events', withRoutes)),
      'plugins/events/routes.js': routes(`router.get('/events/', () => '').as('events.index')`),
      ...pluginFiles('plugins/jobs', manifest('jobs')),
    })
    assert.deepEqual(await patterns(app), ['/events'])
    assert.deepEqual(await outcome(app), { inUse: ['events', 'jobs'], failures: [] })
    const features = await app.container.make(Features)
    const directory = await app.container.make(RouteDirectory)
    assert.isTrue(directory.hasPage('/events/'))
    features.replace([{ key: 'events', state: 'off', rules: {} }])
    assert.isFalse(directory.hasPage('/events/'))
  })

  test('listens to events of a plugin that is used and there, and does without one that is absent', async ({
    assert,
  }) => {
    const listening = (name: string, rest: string) =>
      manifest(
        name,
        `${rest} listeners: [{ event: () => import('@pydotorg/absent/event'), handle: () => import('./handle.js') }],`
      )
    const app = await start({
      ...pluginFiles('plugins/events', listening('events', `uses: ['absent'],`)),
      ...pluginFiles('plugins/jobs', listening('jobs', '')),
    })
    const { inUse, failures } = await outcome(app)
    assert.deepEqual(inUse, ['events'])
    assert.lengthOf(failures, 1)
    assert.match(failures[0]!, /jobs: Cannot find package/)
  })

  test('goes on without a plugin whose routes throw, and those that require it', async ({ assert }) => {
    const app = await start({
      ...pluginFiles('plugins/events', manifest('events', withRoutes)),
      'plugins/events/routes.js': routes(`router.get('/events/', () => ''); throw new Error('out of cheese')`),
      ...pluginFiles('plugins/meetups', manifest('meetups', `requires: ['events'], ${withRoutes}`)),
      'plugins/meetups/routes.js': routes(`router.get('/meetups/', () => '')`),
      ...pluginFiles('plugins/jobs', manifest('jobs', withRoutes)),
      'plugins/jobs/routes.js': routes(`router.get('/jobs/', () => '').as('jobs.index')`),
    })
    assert.deepEqual(await outcome(app), {
      inUse: ['jobs'],
      failures: ['events: out of cheese', 'meetups: Plugin "meetups" requires "events", which could not be loaded.'],
    })
    assert.deepEqual(await patterns(app), ['/jobs'])
    const features = await app.container.make(Features)
    assert.isFalse(features.isOn('events'))
    assert.isTrue(features.isOn('jobs'))
  })

  test('goes on without a plugin whose {0}')
    .with([
      [
        'routes cannot be imported',
        { 'plugins/events/routes.js': 'export default (' },
        /Unexpected token|Unexpected end/,
      ],
      ['routes are missing', {}, /Cannot find module/],
      ['routes export no function', { 'plugins/events/routes.js': 'export default 42' }, /not a function/],
      [
        'routes repeat a name',
        {
          'plugins/events/routes.js': routes(`router.get('/a', () => '').as('b'); router.get('/c', () => '').as('b')`),
        },
        /A route with name "b" already exists/,
      ],
      [
        'routes repeat an address',
        { 'plugins/events/routes.js': routes(`router.get('/a', () => ''); router.get('/a/', () => '')`) },
        /Duplicate route found/,
      ],
    ] as const)
    .run(async ({ assert }, [, files, reason]) => {
      const app = await start({
        ...pluginFiles('plugins/events', manifest('events', withRoutes)),
        ...pluginFiles('plugins/jobs', manifest('jobs')),
        ...files,
      })
      const { inUse, failures } = await outcome(app)
      assert.deepEqual(inUse, ['jobs'])
      assert.match(failures.join(), reason)
      assert.deepEqual(await patterns(app), [])
    })

  test('gives an address to the first of two plugins, and names both', async ({ assert }) => {
    const app = await start({
      ...pluginFiles('plugins/events', manifest('events', withRoutes)),
      'plugins/events/routes.js': routes(`router.get('/calendar/', () => '').as('events.index')`),
      ...pluginFiles('plugins/jobs', manifest('jobs', withRoutes)),
      'plugins/jobs/routes.js': routes(`router.get('/calendar', () => '').as('jobs.index')`),
    })
    assert.deepEqual(await outcome(app), {
      inUse: ['events'],
      failures: [
        'jobs: Plugin "jobs" registers the address GET /calendar, which plugin "events" has already. ' +
          'Change it in the routes of one of them.',
      ],
    })
  })

  test('calls the listeners of plugins that are on', async ({ assert }) => {
    const listening = `listeners: [{ event: () => import('./contracts/held.js'), handle: () => import('./note.js') }]`
    const app = await start({
      ...pluginFiles('plugins/events', manifest('events', listening)),
      'plugins/events/contracts/held.js': 'export default class Held { notes = [] }',
      'plugins/events/note.js': `export default (event) => { event.notes.push('noted') }`,
    })
    const { default: Held } = (await import(`${app.makePath('plugins/events/contracts/held.js')}`)) as {
      default: new () => { notes: string[] }
    }
    const emitter = await app.container.make('emitter')
    const seen = new Held()
    await emitter.emit(Held as never, seen as never)
    assert.deepEqual(seen.notes, ['noted'])

    const plugins = await app.container.make(PluginRegistry)
    plugins.fail('events', new Error('out of cheese'))
    const unseen = new Held()
    await emitter.emit(Held as never, unseen as never)
    assert.deepEqual(unseen.notes, [])
  })

  test('goes on when a listener throws', async ({ assert }) => {
    const listening = `listeners: [{ event: () => import('./contracts/held.js'), handle: () => import('./note.js') }]`
    const app = await start({
      ...pluginFiles('plugins/events', manifest('events', listening)),
      'plugins/events/contracts/held.js': 'export default class Held {}',
      'plugins/events/note.js': `export default () => { throw new Error('out of cheese') }`,
    })
    const { default: Held } = (await import(`${app.makePath('plugins/events/contracts/held.js')}`)) as {
      default: new () => object
    }
    const emitter = await app.container.make('emitter')
    await assert.doesNotReject(() => emitter.emit(Held as never, new Held() as never))
    assert.deepEqual(await outcome(app), { inUse: ['events'], failures: [] })
  })

  test('goes on without a plugin whose event cannot be imported', async ({ assert }) => {
    const listening = `listeners: [{ event: () => import('./contracts/gone.js'), handle: () => import('./note.js') }]`
    const app = await start(pluginFiles('plugins/events', manifest('events', listening)))
    const { inUse, failures } = await outcome(app)
    assert.deepEqual(inUse, [])
    assert.match(failures.join(), /^events: Cannot find module/)
  })

  test('reads no contribution of a plugin that failed', async ({ assert }) => {
    const feeds = `contributes: { feeds: [{ title: 'F', href: '/f', type: 'application/rss+xml' }] }`
    const app = await start({
      ...pluginFiles('plugins/events', manifest('events', `${feeds}, ${withRoutes}`)),
      'plugins/events/routes.js': routes(`throw new Error('out of cheese')`),
    })
    const contributed = await app.container.make(ContributionReader)
    assert.deepEqual(contributed.feeds(), [])
  })
})
