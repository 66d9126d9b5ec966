import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { bodyOf } from '#tests/response_body'
import { createSampleSite } from '#tests/sample_site'

test.group('What downloads give to the site', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('the home page offers the latest release for each system with date and size', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/')).text()
    assert.include(html, 'Download Python 3.14.2')
    assert.include(html, '5 December 2025')
    assert.include(html, '22.5\u00A0MB')
    assert.include(html, 'New releases')
    assert.include(html, 'Supported versions')
  })

  test('the home page says nothing of downloads while there are none', async ({ client, assert }) => {
    const response = await client.get('/')
    response.assertStatus(200)
    assert.notInclude(response.text(), 'Download Python')
  })

  test('the home page asks four times for it', async ({ client, assert }) => {
    await createSampleSite()
    const queries = await countQueries(() => client.get('/'))
    // Other plugins have sections of their own.
    assert.lengthOf(
      queries.filter((sql) => sql.includes('downloads_')),
      4
    )
  })

  test('menus lead only to pages that are there', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/')).text()
    const paths = new Set([...html.matchAll(/href="(\/(?:downloads|getit)[^"#]*)/g)].map((match) => match[1]!))
    assert.includeMembers([...paths], ['/downloads/', '/downloads/windows/', '/downloads/feed.rss'])
    for (const path of paths) {
      const response = await client.get(path).redirects(0)
      assert.equal(response.status(), 200, path)
    }
  })

  test('the sitemap has each page once, by one query, and no draft', async ({ client, assert }) => {
    await createSampleSite()
    let xml = ''
    const queries = await countQueries(async () => {
      xml = bodyOf(await client.get('/sitemap.xml'))
    })
    // Other plugins have pages of their own to tell.
    assert.lengthOf(
      queries.filter((sql) => sql.includes('downloads_')),
      1
    )
    const paths = [...xml.matchAll(/<loc>https?:\/\/[^/]+([^<]+)</g)].map((match) => match[1]!)
    assert.includeMembers(paths, ['/downloads/', '/downloads/release/python-3142/', '/downloads/windows/'])
    assert.notInclude(paths, '/downloads/release/python-3143/')
    assert.lengthOf(paths, new Set(paths).size)
    for (const path of paths.filter((known) => known.startsWith('/downloads/'))) {
      ;(await client.get(path).redirects(0)).assertStatus(200)
    }
  })

  test('the health report names the latest release, or warns that there is none', async ({ client, assert }) => {
    const check = async () => {
      const { checks } = (await client.get('/health')).body() as { checks: { name: string; status: string }[] }
      return checks.find(({ name }) => name === 'Latest release of Python')
    }
    assert.equal((await check())?.status, 'warning')
    await createSampleSite()
    assert.containsSubset(await check(), { status: 'ok', message: 'Python 3.14.2' })
  })

  test('all of it is gone when the plugin is off', async ({ client, assert, cleanup }) => {
    await createSampleSite()
    cleanup(await switchFeature('downloads', 'off'))
    const home = await client.get('/')
    home.assertStatus(200)
    assert.notInclude(home.text(), '/downloads/')
    assert.notInclude(bodyOf(await client.get('/sitemap.xml')), '/downloads/')
  })
})
