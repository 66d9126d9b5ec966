import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { ReleaseFactory } from '#database/factories/release_factory'
import { createSampleSite, DIGESTS } from '#tests/sample_site'

const headings = (html: string) =>
  [...html.slice(html.indexOf('id="files"')).matchAll(/<th scope="col"[^>]*>([^<]+)</g)].map((match) => match[1])

test.group('Release page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows facts, files by system, and only columns that a file fills', async ({ client, assert }) => {
    await createSampleSite()
    const response = await client.get('/downloads/release/python-3142/')
    response.assertStatus(200)
    const html = response.text()
    assert.match(html, /<h1>Python 3\.14\.2<\/h1>/)
    assert.include(html, '5 December 2025')
    assert.deepEqual(headings(html), ['File', 'Size', 'SHA-256', 'Sigstore', 'SBOM'])
    const systems = [...html.matchAll(/scope="rowgroup"[^>]*>([^<]+)</g)].map((match) => match[1])
    assert.deepEqual(systems, ['Source release', 'Android', 'macOS', 'Windows'])
    assert.isBelow(html.indexOf('python-3.14.2-amd64.exe" class'), html.indexOf('python-3.14.2.exe" class'))
    assert.include(html, '22.5\u00A0MB')
  })

  test('tells search engines what can be installed, and where its source is', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/release/python-3142/')).text()
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
    const graph = (JSON.parse(json) as { '@graph': Record<string, unknown>[] })['@graph']
    const find = (type: string) => graph.find((thing) => thing['@type'] === type)
    assert.containsSubset(find('SoftwareApplication'), {
      name: 'Python 3.14.2',
      softwareVersion: '3.14.2',
      datePublished: '2025-12-05',
      operatingSystem: 'Android, macOS, Windows',
      url: `${process.env.APP_URL}/downloads/release/python-3142/`,
    })
    assert.containsSubset(find('SoftwareSourceCode'), { name: 'Source code of Python 3.14.2' })
    assert.notInclude(json, '/ftp/')
    assert.include(html, `<meta property="og:title" content="Python 3.14.2" />`)
  })

  test('names MD5 where there is nothing better', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/release/python-3925/')).text()
    assert.deepEqual(headings(html), ['File', 'MD5', 'GPG'])
    assert.include(html, DIGESTS.windowsMd5)
  })

  test('writes the commands to check a file with', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/release/python-3142/')).text()
    assert.include(
      html,
      'python -m sigstore verify identity --bundle python-3.14.2-macos11.pkg.sigstore --cert-identity hugo@python.org ' +
        '--cert-oidc-issuer https://github.com/login/oauth python-3.14.2-macos11.pkg'
    )
    assert.include(html, 'certutil -hashfile python-3.14.2-amd64.exe SHA256')
    const old = (await client.get('/downloads/release/python-3925/')).text()
    assert.include(old, 'gpg --verify Python-3.9.25.tgz.asc Python-3.9.25.tgz')
  })

  test('offers the install manager large where it can install the release', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/release/python-3142/')).text()
    const featured = html.slice(html.indexOf('id="featured-files"'), html.indexOf('id="files"'))
    assert.deepEqual(
      [...featured.matchAll(/href='([^']+)'/g)].map((match) => match[1]!.split('/').at(-1)),
      ['python-3.14.2-macos11.pkg', 'python-manager-25.2.msix', 'Python-3.14.2.tar.xz']
    )
  })

  test('warns of a release that is no longer supported', async ({ client, assert }) => {
    await createSampleSite()
    for (const slug of ['python-2718', 'python-3820', 'python-3925']) {
      const html = (await client.get(`/downloads/release/${slug}/`)).text()
      assert.include(html, 'level-error', slug)
      assert.include(html, 'no longer supported', slug)
    }
    const html = (await client.get('/downloads/release/python-3820/')).text()
    assert.include(html, '7 October 2024')
  })

  test('does not warn of a supported one, nor without a schedule', async ({ client, assert }) => {
    await createSampleSite()
    await ReleaseFactory.merge({ name: 'Python 3.42.0' }).create()
    for (const slug of ['python-3142', 'python-3150a2', 'python-install-manager-252', 'python-3420']) {
      const response = await client.get(`/downloads/release/${slug}/`)
      response.assertStatus(200)
      assert.notInclude(response.text(), 'level-error', slug)
    }
  })

  test('names the successor of an older release, and none for the newest or Python 2', async ({ client, assert }) => {
    await createSampleSite()
    await ReleaseFactory.merge({ name: 'Python 2.7.17', version: 2 }).create()
    const html = (await client.get('/downloads/release/python-3141/')).text()
    assert.match(html, /superseded by\s+<a href="\/downloads\/release\/python-3142\/">Python 3\.14\.2</)
    for (const slug of ['python-3142', 'python-2717', 'python-2718', 'python-3150a2']) {
      assert.notInclude((await client.get(`/downloads/release/${slug}/`)).text(), 'superseded', slug)
    }
  })

  test('shows what the release manager wrote, as it was sanitised', async ({ client, assert }) => {
    await ReleaseFactory.merge({
      name: 'Python 3.14.0',
      content: '## Major new features\n\n<script>alert(1)</script>',
    }).create()
    const html = (await client.get('/downloads/release/python-3140/')).text()
    assert.match(html, /<h2[^>]*>Major new features<\/h2>/)
    assert.notInclude(html, 'alert(1)')
    assert.include(html, 'There is no file of this release on python.org')
  })

  test('is not found for a draft, for an unknown slug and for odd ones', async ({ client }) => {
    await createSampleSite()
    for (const slug of ['python-3143', 'python-999', '%00', '..%2f..%2fetc', "'%20or%201=1"]) {
      ;(await client.get(`/downloads/release/${slug}/`)).assertStatus(404)
    }
  })

  test('may be kept by caches when found, and not for a week when not', async ({ client, assert }) => {
    await createSampleSite()
    ;(await client.get('/downloads/release/python-3142/')).assertHeader('cache-control', 'max-age=604800, public')
    const missing = await client.get('/downloads/release/python-999/')
    assert.notEqual(missing.header('cache-control'), 'max-age=604800, public')
    assert.notProperty(missing.headers(), 'surrogate-control')
  })

  test('asks the database seven times at most', async ({ client, assert }) => {
    await createSampleSite()
    const queries = await countQueries(() => client.get('/downloads/release/python-3142/'))
    assert.isAtMost(queries.length, 7)
  })

  test('has a second address', async ({ client }) => {
    await createSampleSite()
    const response = await client.get('/getit/release/python-3142/')
    response.assertStatus(200)
    response.assertTextIncludes('/downloads/release/python-3142/" />')
  })

  test('is gone when the plugin is off', async ({ client, cleanup }) => {
    await createSampleSite()
    cleanup(await switchFeature('downloads', 'off'))
    ;(await client.get('/downloads/release/python-3142/')).assertStatus(404)
  })
})
