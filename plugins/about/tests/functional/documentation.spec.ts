import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Contracts } from '@pydotorg/platform/contracts'
import ReleaseDirectory, { type ListedRelease } from '@pydotorg/downloads/contracts/release_directory'
import { switchFeature } from '@pydotorg/platform/testing'

function release(version: string, date: string): ListedRelease {
  const series = version.split('.').slice(0, 2).join('.')
  return { slug: `python-${version.replaceAll('.', '')}`, name: `Python ${version}`, version, series, date }
}

/** A site whose releases these are; others than downloads may give them. */
class ThreeReleases extends ReleaseDirectory {
  released = () =>
    Promise.resolve([release('3.14.1', '2025-12-02'), release('3.13.0', '2024-10-07'), release('3.2.0', '2011-02-20')])

  async latest() {
    return (await this.released())[0]!
  }
}

function withReleases(): () => void {
  const contracts = { optional: () => Promise.resolve(new ThreeReleases()) }
  app.container.swap(Contracts, () => contracts as unknown as Contracts)
  return () => app.container.restore(Contracts)
}

test.group('Documentation', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('of the latest release is one step away', async ({ client, cleanup }) => {
    cleanup(withReleases())
    const response = await client.get('/doc/')
    response.assertTextIncludes('Browse Python 3.14.1 Documentation')
    response.assertTextIncludes('https://docs.python.org/3/whatsnew/3.14.html')
  })

  test('is the current one while no release is known', async ({ client, cleanup }) => {
    cleanup(await switchFeature('downloads', 'off'))
    const response = await client.get('/doc/')
    response.assertTextIncludes('Browse Current Documentation')
    response.assertTextIncludes('https://docs.python.org/3/whatsnew/index.html')
  })

  test('is listed by version, with days', async ({ client, assert, cleanup }) => {
    cleanup(withReleases())
    const html = (await client.get('/doc/versions/')).text().replace(/\s+/g, ' ')
    assert.include(html, '<a href="https://docs.python.org/release/3.14.1/">3.14.1</a>')
    assert.include(html, '<time datetime="2024-10-07">7 October 2024</time>')
    assert.include(html, '<a href="https://docs.python.org/release/3.2/">3.2</a>')
    assert.include(html, '<a href="https://docs.python.org/release/1.5.2p2/">1.5.2p2</a>')
  })

  test('of old versions is there while downloads are off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('downloads', 'off'))
    const response = await client.get('/doc/versions/')
    response.assertStatus(200)
    response.assertTextIncludes('https://docs.python.org/release/1.4/')
  })

  test('is searched in the version that was chosen', async ({ client, assert, cleanup }) => {
    cleanup(withReleases())
    const page = (await client.get('/docs/').qs({ version: '3.13' })).text()
    assert.match(page, /<option value="3\.13" selected>/)
    assert.match((await client.get('/docs/').qs({ version: '9' })).text(), /<option value="3\.14" selected>/)
    for (const path of ['/docs/search', '/docs/search/']) {
      const response = await client.get(path).qs({ q: 'a&b', version: '3.13' }).redirects(0)
      response.assertStatus(302)
      assert.equal(response.header('location'), 'https://docs.python.org/3.13/search.html?q=a%26b')
    }
  })

  test('is never searched anywhere else: {$self}')
    .with(['version=../../evil', 'version=//evil.test', 'version[]=3.13&q[]=a', 'q=%00', 'version=2.7', ''])
    .run(async ({ client, assert, cleanup }, query) => {
      cleanup(withReleases())
      const response = await client.get(`/docs/search?${query}`).redirects(0)
      response.assertStatus(302)
      assert.match(response.header('location')!, /^https:\/\/docs\.python\.org\/3\.14\/search\.html($|\?q=)/)
    })
})
