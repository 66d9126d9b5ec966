import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { ReleaseFactory } from '#database/factories/release_factory'
import { createSampleSite } from '#tests/sample_site'

test.group('Latest release', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('leads from {from} to {to}')
    .with([
      { from: '', to: 'python-3142' },
      { from: '/python3', to: 'python-3142' },
      { from: '/python2', to: 'python-2718' },
      { from: '/python3.14', to: 'python-3142' },
      { from: '/python3.8', to: 'python-3820' },
      { from: '/python3.15', to: 'python-3150a2' },
      { from: '/prerelease', to: 'python-3150a2' },
      { from: '/pymanager', to: 'python-install-manager-252' },
    ])
    .run(async ({ client }, { from, to }) => {
      await createSampleSite()
      for (const address of [`/downloads/latest${from}`, `/downloads/latest${from}/`, `/getit/latest${from}/`]) {
        const response = await client.get(address).redirects(0)
        response.assertStatus(302)
        response.assertHeader('location', `/downloads/release/${to}/`)
      }
    })

  test('falls back to the downloads page', async ({ client }) => {
    for (const target of ['', 'python3/', 'python2/', 'python3.99/', 'prerelease/', 'pymanager/']) {
      const response = await client.get(`/downloads/latest/${target}`).redirects(0)
      response.assertStatus(302)
      response.assertHeader('location', '/downloads/')
    }
  })

  test('does not count drafts', async ({ client }) => {
    await ReleaseFactory.apply('draft').apply('latest').merge({ name: 'Python 3.14.9' }).create()
    const response = await client.get('/downloads/latest/python3.14/').redirects(0)
    response.assertHeader('location', '/downloads/')
  })

  test('is not found for words that mean nothing', async ({ client }) => {
    for (const target of ['python4', 'python3.x', 'python3.14.2', 'stable', '%00']) {
      ;(await client.get(`/downloads/latest/${target}/`)).assertStatus(404)
    }
  })

  test('is not kept for a week, because it moves', async ({ client, assert }) => {
    await createSampleSite()
    const response = await client.get('/downloads/latest/').redirects(0)
    assert.notInclude(response.header('cache-control') ?? '', '604800')
  })

  test('asks the database once', async ({ client, assert }) => {
    await createSampleSite()
    assert.lengthOf(await countQueries(() => client.get('/downloads/latest/python3.14/').redirects(0)), 1)
  })
})

test.group('Old addresses', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lead from {from} to {to} for good')
    .with([
      { from: '/download/', to: '/downloads/' },
      { from: '/download/source/', to: '/downloads/source/' },
      { from: '/download/mac/', to: '/downloads/macos/' },
      { from: '/download/windows/', to: '/downloads/windows/' },
      { from: '/windows/', to: '/downloads/windows/' },
      { from: '/download/download_mac.html', to: '/downloads/macos/' },
      { from: '/download/download_source.html', to: '/downloads/source/' },
      { from: '/download/download_win31.html', to: '/downloads/windows/' },
      { from: '/download/download_windows.html', to: '/downloads/windows/' },
    ])
    .run(async ({ client }, { from, to }) => {
      const response = await client.get(from).redirects(0)
      response.assertStatus(301)
      response.assertHeader('location', to)
    })

  test('of releases lead to their pages', async ({ client }) => {
    await createSampleSite()
    const response = await client.get('/download/releases/2.7.18/').redirects(0)
    response.assertStatus(301)
    response.assertHeader('location', '/downloads/release/python-2718/')
  })

  test('of drafts and unknown releases are not found', async ({ client }) => {
    await createSampleSite()
    ;(await client.get('/download/releases/3.14.3/')).assertStatus(404)
    ;(await client.get('/download/releases/9.9.9/')).assertStatus(404)
    ;(await client.get('/download/releases/%00/')).assertStatus(404)
  })

  test('get their slash first', async ({ client }) => {
    const response = await client.get('/downloads?q=3.14').redirects(0)
    response.assertStatus(301)
    response.assertHeader('location', '/downloads/?q=3.14')
  })

  test('are gone when the plugin is off', async ({ client, cleanup }) => {
    cleanup(await switchFeature('downloads', 'off'))
    for (const address of ['/download/', '/windows/', '/downloads/latest/', '/download/releases/2.7.18/']) {
      ;(await client.get(address).redirects(0)).assertStatus(404)
    }
  })
})
