import { BaseCheck, Result } from '@adonisjs/core/health'
import { ContributionReader, type Contributions, type NavigationEntry } from '@pydotorg/platform/contributions'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { plugin, Switchboard } from '../plugins/plugins_in_memory.js'

const entry = (name: string, weight: number): NavigationEntry => ({
  key: `${name}.index`,
  title: name,
  href: `/${name}/`,
  weight,
})

class AlwaysWell extends BaseCheck {
  name = 'Always well'

  async run(): Promise<Result> {
    return Result.ok('Well')
  }
}

/** Everything that a plugin may hand over. */
const everything = (name: string, weight: number): Contributions => ({
  navigation: { main: [entry(name, weight)], footer: [entry(name, -weight)] },
  homeSections: [
    {
      key: `${name}.latest`,
      title: name,
      weight,
      view: `${name}::home`,
      data: async () => ({ default: async () => null }),
    },
  ],
  feeds: [{ title: name, href: `/${name}/feed.rss`, type: 'application/rss+xml' }],
  sitemap: [async () => ({ default: async () => [{ path: `/${name}/`, lastModified: DateTime.utc(2025, 10, 7) }] })],
  healthChecks: [async () => ({ default: AlwaysWell })],
  signInWays: [async () => ({ default: async () => [] })],
})

function site() {
  const board = new Switchboard([
    plugin('events', { contributes: everything('events', 20) }),
    plugin('jobs', { contributes: everything('jobs', 10) }),
    plugin('meetups', { contributes: everything('meetups', 30), requires: ['events'] }),
    plugin('silent'),
    plugin('sparse', { contributes: { navigation: {} } }),
  ])
  return { board, contributed: new ContributionReader(board.registry, board.features) }
}

async function addresses(contributed: ContributionReader): Promise<string[]> {
  const lists = await Promise.all(contributed.sitemapSources().map(async (source) => (await source()).default()))
  return lists.flat().map(({ path }) => path)
}

/** The names of the plugins behind each kind of contribution. */
async function shown(contributed: ContributionReader): Promise<Record<string, string[]>> {
  return {
    main: contributed.navigation('main').map(({ title }) => title),
    footer: contributed.navigation('footer').map(({ title }) => title),
    home: contributed.homeSections().map(({ key }) => key.split('.')[0] ?? ''),
    feeds: contributed.feeds().map(({ title }) => title),
    sitemap: (await addresses(contributed)).map((path) => path.replaceAll('/', '')),
  }
}

test.group('ContributionReader', () => {
  test('gives the contributions of all plugins that are on, menus and home by weight', async ({ assert }) => {
    const { contributed } = site()
    assert.deepEqual(await shown(contributed), {
      main: ['jobs', 'events', 'meetups'],
      footer: ['meetups', 'events', 'jobs'],
      home: ['jobs', 'events', 'meetups'],
      feeds: ['events', 'jobs', 'meetups'],
      sitemap: ['events', 'jobs', 'meetups'],
    })
    assert.lengthOf(contributed.healthChecks(), 3)
    assert.lengthOf(contributed.signInWaySources(), 3)
  })

  test('leaves out a plugin that is {$self}, and those that require it')
    .with(['off', 'maintenance'] as const)
    .run(async ({ assert }, state) => {
      const { board, contributed } = site()
      board.turn('events', state)
      assert.deepEqual(await shown(contributed), {
        main: ['jobs'],
        footer: ['jobs'],
        home: ['jobs'],
        feeds: ['jobs'],
        sitemap: ['jobs'],
      })
      assert.lengthOf(contributed.healthChecks(), 1)
    })

  test('shows a plugin again as soon as it is on', async ({ assert }) => {
    const { board, contributed } = site()
    board.turn('jobs', 'off')
    assert.notInclude(
      contributed.feeds().map(({ title }) => title),
      'jobs'
    )
    board.turn('jobs', 'on')
    assert.include(
      contributed.feeds().map(({ title }) => title),
      'jobs'
    )
  })

  test('leaves out a plugin that failed', async ({ assert }) => {
    const { board, contributed } = site()
    board.registry.fail('events', new Error('out of cheese'))
    assert.deepEqual((await shown(contributed)).feeds, ['jobs'])
  })

  test('does not let a reader change what a plugin declared', ({ assert }) => {
    const { contributed } = site()
    contributed.navigation('main').pop()
    contributed.feeds().pop()
    assert.lengthOf(contributed.navigation('main'), 3)
    assert.lengthOf(contributed.feeds(), 3)
  })
})
