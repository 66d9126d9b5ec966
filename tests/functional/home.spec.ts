import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { consoleOrigin } from '@pydotorg/platform/audit'
import { dropTags } from '@pydotorg/platform/cache'
import { ContributionReader, type HomeSection } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { HomeArrangement } from '@pydotorg/platform/home'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { keepSessionsInDatabase, sessionCookie } from '#tests/database_session'
import { ask } from '#tests/small_site'

function section(weight: number, data: () => Promise<Record<string, unknown> | null>): HomeSection {
  return {
    key: `pets.${weight}`,
    title: 'Pets',
    weight,
    view: 'test::pets',
    data: () => Promise.resolve({ default: data }),
  }
}

/** Puts a plugin with these sections in the place of all others. */
function contribute(homeSections: readonly HomeSection[]): void {
  const manifest = definePlugin({ name: 'pets', title: 'Pets', summary: 'Pets.', contributes: { homeSections } })
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  app.container.swap(ContributionReader, () => reader)
}

test.group('Home page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(() => {
    edge.registerTemplate('test::pets', { template: '<h2>Pet of the day: {{ name }}</h2>' })
    return () => {
      edge.removeTemplate('test::pets')
    }
  })
  group.each.setup(() => () => app.container.restore(ContributionReader))

  test('says what Python is', async ({ client, assert }) => {
    const response = await client.get('/')
    response.assertStatus(200)
    const html = response.text()
    assert.match(html, /<h1>Python is a programming language/)
    assert.include(html, '<link rel="canonical" href="http')
    assert.include(html, '<html lang="en">')
  })

  test('looks right without any plugin', async ({ client, assert }) => {
    contribute([])
    const response = await client.get('/')
    response.assertStatus(200)
    assert.include(response.text(), 'Where to start')
    assert.notInclude(response.text(), 'Pet of the day')
  })

  test('shows sections of plugins by weight, escaped', async ({ client, assert }) => {
    contribute([
      section(20, () => Promise.resolve({ name: 'Zoe & <b>co</b>' })),
      section(10, () => Promise.resolve({ name: 'Adam' })),
    ])
    const html = (await client.get('/')).text()
    assert.isBelow(html.indexOf('Pet of the day: Adam'), html.indexOf('Pet of the day: Zoe &amp; &lt;b&gt;co'))
    assert.isAbove(html.indexOf('Pet of the day: Adam'), 0)
  })

  test('follows the order of staff, and leaves out what they hid', async ({ client, assert }) => {
    contribute([10, 20, 30].map((weight) => section(weight, () => Promise.resolve({ name: `no. ${weight}` }))))
    const home = await app.container.make(HomeArrangement)
    await home.move('pets.30', 'pets.10', consoleOrigin())
    await home.hide('pets.20', consoleOrigin())
    const pets = [...(await client.get('/')).text().matchAll(/Pet of the day: no\. (\d+)/g)].map(([, weight]) => weight)
    assert.deepEqual(pets, ['30', '10'])
  })

  test('puts sections below the opening, beside it, and into rows', async ({ client, assert }) => {
    const show = (name: string) => () => Promise.resolve({ name })
    contribute([
      { ...section(10, show('button')), place: 'opening', assets: ['resources/css/app.css'] },
      { ...section(20, show('prompt')), place: 'beside' },
      { ...section(30, show('second prompt')), place: 'beside' },
      { ...section(40, show('left')), width: 'half' },
      { ...section(50, show('right')), width: 'half' },
    ])
    const [hero = '', body = ''] = (await client.get('/')).text().split('site-main-body')
    assert.match(hero, /hero-opening">\s*<h2>Pet of the day: button/)
    assert.include(hero, 'Pet of the day: prompt')
    const rows = body.split('class="home-row"').slice(1, -1)
    assert.deepEqual(
      rows.map((row) => [...row.matchAll(/Pet of the day: ([a-z ]+)/g)].map(([, name]) => name)),
      [['second prompt'], ['left', 'right']]
    )
  })

  test('keeps what a section rendered until its tags are dropped', async ({ client, assert }) => {
    let asked = 0
    const data = () => {
      asked += 1
      return Promise.resolve(asked === 1 ? null : { name: `no. ${asked}` })
    }
    contribute([{ ...section(10, data), cache: { lifetime: '1 hour', tags: ['pets:pets'] } }])
    const html = async () => (await client.get('/')).text()
    assert.notInclude((await html()) + (await html()), 'Pet of the day')
    assert.equal(asked, 1)
    await dropTags(['pets:pets'])
    assert.include(await html(), 'Pet of the day: no. 2')
    assert.include(await html(), 'Pet of the day: no. 2')
  })

  test('asks twelve times at most with ten sections of one query each, for who is signed in', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await keepSessionsInDatabase())
    const cookie = await sessionCookie(await UserFactory.create())
    const data = async () => ({ name: String((await db.from('users').count('* as total').first()).total) })
    contribute(Array.from({ length: 10 }, (_, index) => section(index, data)))
    const visit = (headers = {}) => ask(Number(process.env.PORT), '/', { headers })
    assert.include((await visit({ cookie })).body, 'Signed in as')
    const queries = await countQueries(() => visit({ cookie }))
    assert.lengthOf(
      queries.filter((sql) => sql.includes('count(*)')),
      10
    )
    assert.isAtMost(queries.length, 12, queries.join('\n'))
    assert.lengthOf(await countQueries(() => visit()), 10)
  })

  test('leaves out a kept section that asks who the visitor is', async ({ client, assert }) => {
    edge.registerTemplate('test::nosy', { template: '<h2>Hello {{ auth.user.username }}</h2>' })
    const cache = { lifetime: '1 hour', tags: ['pets:pets'] }
    contribute([{ ...section(10, () => Promise.resolve({})), view: 'test::nosy', cache }])
    const response = await client.get('/')
    edge.removeTemplate('test::nosy')
    response.assertStatus(200)
    assert.notInclude(response.text(), 'Hello ')
  })

  test('leaves out a section with nothing to show', async ({ client, assert }) => {
    contribute([section(10, () => Promise.resolve(null))])
    const response = await client.get('/')
    assert.notInclude(response.text(), 'Pet of the day')
    assert.equal(response.header('cache-control'), 'public, max-age=0, must-revalidate')
  })

  test('leaves out a section that throws, and lets nobody keep such a page', async ({ client, assert }) => {
    contribute([
      section(10, () => Promise.reject(new Error('the kennel burns'))),
      section(20, () => Promise.resolve({ name: 'Adam' })),
    ])
    const response = await client.get('/')
    response.assertStatus(200)
    assert.include(response.text(), 'Pet of the day: Adam')
    assert.notInclude(response.text(), 'kennel')
    assert.equal(response.header('cache-control'), 'no-store')
  })

  test('leaves out a section whose template is broken', async ({ client, assert }) => {
    contribute([{ ...section(10, () => Promise.resolve({})), view: 'test::missing' }])
    const response = await client.get('/')
    response.assertStatus(200)
    assert.include(response.text(), 'Where to start')
  })
})
