import testUtils from '@adonisjs/core/services/test_utils'
import { switchFeature } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { EntryFactory } from '#database/factories/entry_factory'

const LINK = /href="\/samples\/([^/"]+)\/"/g

test.group('Entries of samples', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lists what is published, the newest first', async ({ assert, client }) => {
    const [older, newer] = await EntryFactory.createMany(2)
    const draft = await EntryFactory.apply('draft').create()
    const response = await client.get('/samples/')
    response.assertStatus(200)
    const links = [...response.text().matchAll(LINK)].map(([, slug]) => slug)
    assert.deepEqual(links, [newer?.slug, older?.slug])
    response.assertTextIncludes(String(older?.name))
    assert.notInclude(response.text(), draft.name)
  })

  test('says so when nothing is published', async ({ client }) => {
    const response = await client.get('/samples/')
    response.assertStatus(200)
    response.assertTextIncludes('Nothing is published here yet')
  })

  test('lists twenty entries on a page', async ({ client }) => {
    await EntryFactory.createMany(21)
    const response = await client.get('/samples/').qs({ page: 2 })
    response.assertStatus(200)
    response.assertTextIncludes('Page 2 of 2')
  })

  test('refuses the page {$self}')
    .with(['0', '-1', '1.5', 'many', '999999'])
    .run(async ({ client }, page) => {
      const response = await client.get('/samples/').qs({ page })
      response.assertStatus(422)
    })

  test('shows an entry', async ({ client }) => {
    const entry = await EntryFactory.merge({ name: 'Déjà Vu', content: 'Read *this*.' }).create()
    const response = await client.get(`/samples/${entry.slug}/`)
    response.assertStatus(200)
    response.assertTextIncludes('Déjà Vu')
    response.assertTextIncludes('Read <em>this</em>.')
  })

  test('hides drafts and unknown entries', async ({ client }) => {
    const draft = await EntryFactory.apply('draft').create()
    for (const slug of [draft.slug, 'unknown']) {
      const response = await client.get(`/samples/${slug}/`)
      response.assertStatus(404)
    }
  })

  test('is gone while the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('samples', 'off'))
    const { slug } = await EntryFactory.create()
    for (const path of ['/samples/', `/samples/${slug}/`]) {
      const response = await client.get(path)
      response.assertStatus(404)
    }
  })
})
