import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { ReleaseFactory } from '#database/factories/release_factory'
import { createSampleSite } from '#tests/sample_site'

/** Names in the list of all releases, in its order. */
const listed = (html: string) =>
  [...html.matchAll(/class="release-number"><a [^>]*>([^<]+)</g)].map((match) => match[1])

test.group('Downloads page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('works without any release', async ({ client, assert }) => {
    const response = await client.get('/downloads/')
    response.assertStatus(200)
    response.assertTextIncludes('There is no release yet')
    response.assertTextIncludes('No release fits')
    assert.notInclude(response.text(), 'Supported versions')
  })

  test('lists final releases by version, without drafts, hidden ones and pre-releases', async ({ client, assert }) => {
    await createSampleSite()
    const response = await client.get('/downloads/')
    response.assertStatus(200)
    assert.deepEqual(listed(response.text()), [
      'Python 3.14.2',
      'Python 3.14.1',
      'Python 3.9.25',
      'Python 2.7.18',
      'Python install manager 25.2',
    ])
    response.assertTextIncludes('5 releases')
  })

  test('shows the active series', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/')).text()
    const table = html.slice(html.indexOf('Active Python releases'), html.indexOf('All releases'))
    assert.deepEqual(
      [...table.matchAll(/<th scope="row">([^<]+)</g)].map((match) => match[1]),
      ['3.15', '3.14', '3.10', '3.9']
    )
    assert.match(table, /pre-release[\s\S]*1 October 2026<\/time>\s+\(planned\)/)
    assert.match(table, /last release was\s+<a href="\/downloads\/release\/python-3925\/">\s*3\.9\.25/)
    assert.include(table, 'href="/downloads/latest/python3.14/"')
    assert.match(table, /7 October 2025[\s\S]*7 October 2027[\s\S]*1 October 2030/)
  })

  test('filters by words, series and stage, without scripts', async ({ client, assert }) => {
    await createSampleSite()
    const find = async (query: string) => listed((await client.get(`/downloads/?${query}`)).text())
    assert.deepEqual(await find('q=3.9'), ['Python 3.9.25'])
    assert.deepEqual(await find('series=3.14'), ['Python 3.14.2', 'Python 3.14.1'])
    assert.deepEqual(await find('stage=pre'), ['Python 3.15.0a2'])
    assert.deepEqual(await find('stage=all&series=3.15'), ['Python 3.15.0a2'])
  })

  test('keeps what was asked for in the form and says when nothing fits', async ({ client }) => {
    await createSampleSite()
    const response = await client.get('/downloads/').qs({ q: '<b>"spam"</b>', stage: 'all' })
    response.assertStatus(200)
    response.assertTextIncludes('value="&lt;b&gt;&quot;spam&quot;&lt;/b&gt;"')
    response.assertTextIncludes('<option value="all" selected>')
    response.assertTextIncludes('No release fits')
  })

  test('ignores parameters that make no sense', async ({ client, assert }) => {
    await createSampleSite()
    for (const query of [
      'stage=banana',
      'series=%27%3B--',
      'q[]=1&q[]=2',
      'q[a]=1',
      'page=-1',
      `q=${'x'.repeat(3000)}`,
    ]) {
      const response = await client.get(`/downloads/?${query}`)
      response.assertStatus(200)
      assert.include(response.text(), 'All releases', query)
    }
  })

  test('may be kept for a week by caches, is the same for everybody, and sets no cookie', async ({
    client,
    assert,
  }) => {
    await createSampleSite()
    const response = await client.get('/downloads/')
    response.assertHeader('cache-control', 'max-age=604800, public')
    response.assertHeader('surrogate-control', 'max-age=604800, stale-if-error=3600, stale-while-revalidate=300')
    assert.notProperty(response.headers(), 'vary')
    assert.notProperty(response.headers(), 'set-cookie')
    const other = await client.get('/downloads/').header('user-agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)')
    assert.equal(other.text(), response.text())
  })

  test('has a second address that names the first as the main one', async ({ client }) => {
    await createSampleSite()
    const response = await client.get('/getit/')
    response.assertStatus(200)
    response.assertTextIncludes('Download Python 3.14.2')
    response.assertTextIncludes('/downloads/" />')
  })

  test('asks the database three times, however many releases there are', async ({ client, assert }) => {
    await createSampleSite()
    const few = await countQueries(() => client.get('/downloads/'))
    await ReleaseFactory.createMany(30)
    const many = await countQueries(() => client.get('/downloads/'))
    assert.lengthOf(few, 3)
    assert.lengthOf(many, 3)
  })

  test('is gone when the plugin is off, and comes back later in maintenance', async ({ client, cleanup }) => {
    cleanup(await switchFeature('downloads', 'off'))
    ;(await client.get('/downloads/')).assertStatus(404)
    ;(await client.get('/getit/')).assertStatus(404)
    await switchFeature('downloads', 'maintenance')
    const response = await client.get('/downloads/')
    response.assertStatus(503)
    response.assertHeader('retry-after')
  })
})
