import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { parseRssFeed } from 'feedsmith'
import { DateTime } from 'luxon'
import { Site } from '@pydotorg/platform/http'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { ReleaseFactory } from '#database/factories/release_factory'
import { bodyOf } from '#tests/response_body'
import { createSampleSite } from '#tests/sample_site'

test.group('Release feed', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test("is python.org's, byte for byte", async ({ client, assert }) => {
    await ReleaseFactory.merge({
      name: 'Python 3.14.0',
      releaseDate: DateTime.fromISO('2025-10-07T13:45:10', { zone: 'utc' }),
    }).create()
    const { url } = await app.container.make(Site)
    const response = await client.get('/downloads/feed.rss')
    response.assertStatus(200)
    response.assertHeader('content-type', 'application/rss+xml; charset=utf-8')
    response.assertHeader('last-modified', 'Tue, 07 Oct 2025 13:45:10 GMT')
    assert.equal(
      bodyOf(response),
      '<?xml version="1.0" encoding="utf-8"?>\n' +
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Python Releases</title>' +
        `<link>${url}/downloads/</link><description>Latest Python releases from Python.org</description>` +
        `<atom:link href="${url}/downloads/feed.rss" rel="self"></atom:link><language>en-us</language>` +
        '<lastBuildDate>Tue, 07 Oct 2025 13:45:10 +0000</lastBuildDate><item><title>Python 3.14.0</title>' +
        `<link>${url}/downloads/release/python-3140/</link>` +
        '<description>Release date: 2025-10-07 13:45:10+00:00</description>' +
        '<pubDate>Tue, 07 Oct 2025 13:45:10 +0000</pubDate>' +
        `<guid>${url}/downloads/release/python-3140/</guid></item></channel></rss>`
    )
  })

  test('has hidden releases, pre-releases and the install manager in it, and no draft', async ({ client, assert }) => {
    await createSampleSite()
    const feed = parseRssFeed(bodyOf(await client.get('/downloads/feed.rss')))
    assert.deepEqual(
      feed.items?.map((item) => item.title),
      [
        'Python 3.14.2',
        'Python install manager 25.2',
        'Python 3.14.1',
        'Python 3.15.0a2',
        'Python 3.9.25',
        'Python 3.8.20',
        'Python 2.7.18',
      ]
    )
  })

  test('has the ten newest', async ({ client, assert }) => {
    await createSampleSite()
    await ReleaseFactory.merge({ releaseDate: DateTime.utc(2026, 1, 1) }).createMany(12)
    assert.lengthOf(parseRssFeed(bodyOf(await client.get('/downloads/feed.rss'))).items ?? [], 10)
  })

  test('escapes what XML would trip over', async ({ client, assert }) => {
    await ReleaseFactory.merge({ name: 'Python & <friends> "4.0"' }).create()
    const xml = bodyOf(await client.get('/downloads/feed.rss'))
    assert.include(xml, '<title>Python &amp; &lt;friends&gt; &quot;4.0&quot;</title>')
    assert.equal(parseRssFeed(xml).items?.[0]?.title, 'Python & <friends> "4.0"')
  })

  test('is valid without any release', async ({ client, assert }) => {
    const response = await client.get('/downloads/feed.rss')
    response.assertStatus(200)
    assert.equal(parseRssFeed(bodyOf(response)).title, 'Python Releases')
    assert.notProperty(response.headers(), 'last-modified')
  })

  test('is not sent again to a reader that has it', async ({ client, assert }) => {
    await createSampleSite()
    const first = await client.get('/downloads/feed.rss')
    const again = await client.get('/downloads/feed.rss').header('if-modified-since', first.header('last-modified')!)
    again.assertStatus(304)
    assert.equal(bodyOf(again), '')
    const older = await client.get('/downloads/feed.rss').header('if-modified-since', 'Mon, 01 Jan 2024 00:00:00 GMT')
    older.assertStatus(200)
  })

  test('takes one query', async ({ client, assert }) => {
    await createSampleSite()
    assert.lengthOf(await countQueries(() => client.get('/downloads/feed.rss')), 1)
  })

  test('has a second address, and none with a slash', async ({ client, assert }) => {
    await createSampleSite()
    const [first, second] = [await client.get('/downloads/feed.rss'), await client.get('/getit/feed.rss')]
    assert.equal(bodyOf(second), bodyOf(first))
    ;(await client.get('/downloads/feed.rss/').redirects(0)).assertStatus(404)
  })

  test('is gone when the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('downloads', 'off'))
    ;(await client.get('/downloads/feed.rss')).assertStatus(404)
    const home = await client.get('/')
    home.assertStatus(200)
    home.assertTextIncludes('<link')
  })
})
