import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { definePlugin } from '@pydotorg/platform'
import { ContributionReader, type SitemapEntry } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'

const url = (): string => String(process.env.APP_URL)

function contribute(sources: readonly (() => Promise<readonly SitemapEntry[]>)[], state: 'on' | 'off' = 'on'): void {
  const sitemap = sources.map((read) => () => Promise.resolve({ default: read }))
  const manifest = definePlugin({
    name: 'pets',
    title: 'Pets',
    summary: 'Pets.',
    feature: { default: state },
    contributes: { sitemap },
  })
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  app.container.swap(ContributionReader, () => reader)
}

test.group('robots.txt', () => {
  test('keeps out whom python.org keeps out, and names the sitemap', async ({ client, assert }) => {
    const response = await client.get('/robots.txt')
    response.assertStatus(200)
    response.assertHeader('content-type', 'text/plain; charset=utf-8')
    assert.deepEqual(response.text().split('\n\n'), [
      'User-agent: HTTrack\nUser-agent: puf\nUser-agent: MSIECrawler\nUser-agent: Nutch\nDisallow: /',
      'User-agent: Krugle\nUser-agent: *\nDisallow: /~guido/orlijn/\nDisallow: /webstats/',
      `Sitemap: ${url()}/sitemap.xml\n`,
    ])
  })

  test('is not found with a slash', async ({ client }) => {
    const response = await client.get('/robots.txt/').redirects(0)
    response.assertStatus(404)
  })
})

test.group('sitemap.xml', (group) => {
  group.each.setup(() => () => app.container.restore(ContributionReader))

  test('lists what plugins contribute, absolute and escaped', async ({ client, assert }) => {
    contribute([
      () => Promise.resolve([{ path: '/pets/', lastModified: DateTime.fromISO('2025-10-07T12:00:00.5+02:00') }]),
      () => Promise.resolve([{ path: '/pets/tom & jerry/?a=1&b="2"' }, { path: '/pets/%C4%8Dert/' }]),
    ])
    const response = await client.get('/sitemap.xml')
    response.assertStatus(200)
    response.assertHeader('content-type', 'application/xml')
    assert.deepEqual(response.text().match(/<url>.*<\/url>/g), [
      `<url><loc>${url()}/</loc></url>`,
      `<url><loc>${url()}/pets/</loc><lastmod>2025-10-07T10:00:00.500Z</lastmod></url>`,
      `<url><loc>${url()}/pets/tom%20&amp;%20jerry/?a=1&amp;b=%222%22</loc></url>`,
      `<url><loc>${url()}/pets/%C4%8Dert/</loc></url>`,
    ])
  })

  test('has nothing of a plugin that is off', async ({ client, assert }) => {
    contribute([() => Promise.resolve([{ path: '/pets/' }])], 'off')
    assert.notInclude((await client.get('/sitemap.xml')).text(), 'pets')
  })

  test('goes on without a source that throws, and lets nobody keep that', async ({ client, assert }) => {
    contribute([() => Promise.reject(new Error('no kennel')), () => Promise.resolve([{ path: '/pets/' }])])
    const response = await client.get('/sitemap.xml')
    response.assertStatus(200)
    response.assertHeader('cache-control', 'no-store')
    assert.include(response.text(), '/pets/')
  })

  test('becomes a list of several when there are more addresses than the format allows', async ({ client, assert }) => {
    contribute([() => Promise.resolve(Array.from({ length: 50_001 }, (_, id) => ({ path: `/pets/${id}/` })))])
    const index = (await client.get('/sitemap.xml')).text()
    assert.include(index, '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    const parts = [...index.matchAll(/<sitemap><loc>([^<]*)<\/loc><\/sitemap>/g)].map(([, address]) => String(address))
    assert.deepEqual(parts, [`${url()}/sitemap-1.xml`, `${url()}/sitemap-2.xml`])
    const texts = await Promise.all(parts.map(async (part) => (await client.get(new URL(part).pathname)).text()))
    const listed = texts.map((text) => text.match(/<loc>[^<]*<\/loc>/g) ?? [])
    assert.deepEqual(
      listed.map(({ length }) => length),
      [50_000, 2]
    )
    assert.equal(new Set(listed.flat()).size, 50_002)
  })

  test('has no further part', async ({ client }) => {
    contribute([() => Promise.resolve([{ path: '/pets/' }])])
    ;(await client.get('/sitemap-1.xml')).assertStatus(200)
    for (const part of [0, 2, 'x']) (await client.get(`/sitemap-${part}.xml`)).assertStatus(404)
  })
})
