import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { createFixedSystems } from '#database/factories/operating_system_factory'
import { ReleaseFactory } from '#database/factories/release_factory'
import { createSampleSite } from '#tests/sample_site'

test.group('Systems', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed by name with their number of published releases', async ({ client, assert }) => {
    await createSampleSite()
    const response = await client.get('/downloads/operating-systems/')
    response.assertStatus(200)
    const rows = [...response.text().matchAll(/<a href="\/downloads\/([a-z]+)\/">[^<]+<\/a>\s*<span>([^<]+)</g)]
    assert.deepEqual(
      rows.map((row) => [row[1], row[2]]),
      [
        ['android', '1 release'],
        ['ios', '0 releases'],
        ['macos', '1 release'],
        ['source', '3 releases'],
        ['windows', '2 releases'],
      ]
    )
  })

  test('are none at first', async ({ client }) => {
    const response = await client.get('/downloads/operating-systems/')
    response.assertStatus(200)
    response.assertTextIncludes('No system yet')
  })

  test('are counted by one query', async ({ client, assert }) => {
    await createSampleSite()
    assert.lengthOf(await countQueries(() => client.get('/downloads/operating-systems/')), 1)
  })
})

test.group('Page of a system', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lists stable releases and pre-releases with their files', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/source/')).text()
    const [stable, preReleases] = [
      html.slice(0, html.indexOf('id="pre-releases"')),
      html.slice(html.indexOf('id="pre-releases"')),
    ]
    assert.include(stable, 'Python-3.14.2.tar.xz')
    assert.include(stable, 'Python-3.9.25.tgz')
    assert.notInclude(stable, 'Python-3.15.0a2.tar.xz')
    assert.include(preReleases, 'Python-3.15.0a2.tar.xz')
  })

  test('tells Windows users of the install manager and of old systems', async ({ client, assert }) => {
    await createSampleSite()
    const html = (await client.get('/downloads/windows/')).text()
    assert.include(html, 'Latest Python install manager - Python install manager 25.2')
    assert.include(html, 'install manager is the recommended way')
    assert.include(html, 'cannot be used on Windows 7 or earlier')
    assert.notInclude(html, 'Windows XP')
  })

  test('tells Android users what the packages are for', async ({ client }) => {
    await createSampleSite()
    ;(await client.get('/downloads/android/')).assertTextIncludes('for developers who put Python into an app')
  })

  test('says so when there is nothing for it', async ({ client }) => {
    await createSampleSite()
    const response = await client.get('/downloads/ios/')
    response.assertStatus(200)
    response.assertTextIncludes('No release has a file for')
  })

  test('shows no file of a draft', async ({ client, assert }) => {
    const { macos } = await createFixedSystems()
    const draft = await ReleaseFactory.apply('draft')
      .with('files', 1, (file) => file.merge({ operatingSystemId: macos.id, name: 'Secret installer' }))
      .create()
    const html = (await client.get('/downloads/macos/')).text()
    assert.notInclude(html, draft.name)
    assert.notInclude(html, 'Secret installer')
  })

  test('is not found for a system that there is not', async ({ client }) => {
    await createFixedSystems()
    ;(await client.get('/downloads/amiga/')).assertStatus(404)
    ;(await client.get('/downloads/%00/')).assertStatus(404)
  })

  test('asks the database four times, however many files there are', async ({ client, assert }) => {
    await createSampleSite()
    const { windows } = await createFixedSystems()
    await ReleaseFactory.with('files', 5, (file) => file.merge({ operatingSystemId: windows.id })).createMany(10)
    assert.lengthOf(await countQueries(() => client.get('/downloads/windows/')), 4)
  })

  test('has a second address and goes with the plugin', async ({ client, cleanup }) => {
    await createSampleSite()
    ;(await client.get('/getit/source/')).assertStatus(200)
    cleanup(await switchFeature('downloads', 'off'))
    ;(await client.get('/getit/source/')).assertStatus(404)
    ;(await client.get('/downloads/operating-systems/')).assertStatus(404)
  })
})
