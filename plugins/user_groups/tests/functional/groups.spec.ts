import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { bodyOf, countQueries, switchFeature } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { UserGroupFactory } from '#database/factories/user_group_factory'

const LIST = '/community/user-groups/'

function names(html: string): string[] {
  return [...html.matchAll(/class="group-name"[^>]*>([^<]+)</g)].map(([, name]) => name!.trim())
}

test.group('List of user groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has approved groups by name, whether they are trusted or not', async ({ client, assert }) => {
    await UserGroupFactory.merge({ name: 'zeta' }).apply('approved').create()
    await UserGroupFactory.merge({ name: 'Alpha' }).apply('approved').apply('trusted').create()
    await UserGroupFactory.merge({ name: 'Waiting' }).create()
    await UserGroupFactory.merge({ name: 'Trusted only' }).apply('trusted').create()
    const response = await client.get(LIST)
    response.assertStatus(200)
    assert.deepEqual(names(response.text()), ['Alpha', 'zeta'])
    assert.isUndefined(response.header('set-cookie'))
    response.assertTextIncludes('2 groups')
  })

  test('shows place, kind and year, and follows only those who are trusted', async ({ client, assert }) => {
    const startDate = DateTime.utc(2012, 1, 1)
    await UserGroupFactory.merge({ name: 'A & B', location: '', urlType: 'distribution_list', startDate })
      .apply('approved')
      .create()
    await UserGroupFactory.merge({ name: 'Known', location: 'Exampleton' }).apply('approved').apply('trusted').create()
    const html = (await client.get(LIST)).text().replace(/\s+/g, ' ')
    assert.deepEqual(names(html), ['A &amp; B', 'Known'])
    assert.include(html, 'Not at one place, mailing list, since 2012')
    assert.include(html, 'Exampleton, meetup')
    const rels = [...html.matchAll(/class="group-name"[^>]*rel="([^"]+)"/g)].map(([, rel]) => rel)
    assert.deepEqual(rels, ['noopener nofollow ugc', 'noopener'])
  })

  test('is searched by place and name, every word of it, and by kind', async ({ client, assert }) => {
    const approved = UserGroupFactory.apply('approved')
    await approved.merge({ name: 'Snakes of Paris', location: 'Paris, France' }).create()
    await UserGroupFactory.merge({ name: 'Paris list', location: '', urlType: 'distribution_list' })
      .apply('approved')
      .create()
    await UserGroupFactory.merge({ name: '100% Python', location: 'Rome' }).apply('approved').create()
    const found = async (query: Record<string, string>) => names((await client.get(LIST).qs(query)).text())
    assert.deepEqual(await found({ q: 'paris' }), ['Paris list', 'Snakes of Paris'])
    assert.deepEqual(await found({ q: ' france  snakes ' }), ['Snakes of Paris'])
    assert.deepEqual(await found({ q: 'paris', kind: 'distribution_list' }), ['Paris list'])
    assert.deepEqual(await found({ q: '100%', kind: '' }), ['100% Python'])
    for (const nothing of ['%', '_', '\\', 'Berlin']) {
      const response = await client.get(LIST).qs({ q: nothing })
      assert.deepEqual(names(response.text()), nothing === '%' ? ['100% Python'] : [], nothing)
    }
  })

  test('says what to do when nothing fits or nothing is there', async ({ client }) => {
    const empty = await client.get(LIST)
    empty.assertTextIncludes('No group is listed yet')
    empty.assertTextIncludes('href="/community/user-groups/propose/"')
    const none = await client.get(LIST).qs({ q: 'Berlin' })
    none.assertTextIncludes('No group fits')
    none.assertTextIncludes('look at all groups')
  })

  test('has twenty groups on a page, and pages keep the search', async ({ client, assert }) => {
    await UserGroupFactory.apply('approved').createMany(21)
    const first = await client.get(LIST).qs({ q: 'group' })
    assert.lengthOf(names(first.text()), 20)
    assert.match(first.text(), /href="\/community\/user-groups\/\?q=group&amp;page=2"/)
    const second = await client.get(LIST).qs({ q: 'group', page: 2 })
    assert.lengthOf(names(second.text()), 1)
    second.assertTextIncludes('Page 2 of 2')
  })

  test('refuses {$self}')
    .with(['page=0', 'page=1.5', 'page=many', 'page=10001', 'kind=party', `q=${'a'.repeat(101)}`])
    .run(async ({ client }, query) => {
      const response = await client.get(`${LIST}?${query}`)
      response.assertStatus(422)
    })

  test('asks the database twice, however many groups there are', async ({ client, assert }) => {
    await UserGroupFactory.apply('approved').createMany(5)
    assert.lengthOf(await countQueries(() => client.get(LIST)), 2)
  })

  test('stands in the footer and, with its last change, in the sitemap', async ({ client, assert }) => {
    const updatedAt = DateTime.utc(2026, 1, 2, 3)
    const xml = async () => bodyOf(await client.get('/sitemap.xml'))
    assert.include(await xml(), `${LIST}</loc></url>`)
    await UserGroupFactory.merge({ updatedAt }).create()
    assert.include(await xml(), `${LIST}</loc></url>`)
    await UserGroupFactory.apply('approved').create()
    assert.match(await xml(), /user-groups\/<\/loc><lastmod>20\d\d-/)
    assert.include((await client.get('/')).text(), `href="${LIST}"`)
  })

  test('is not found while the plugin is off', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('user_groups', 'off'))
    const response = await client.get(LIST)
    response.assertStatus(404)
    assert.notInclude((await client.get('/')).text(), `href="${LIST}"`)
  })
})
