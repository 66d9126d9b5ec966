import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { RouteDirectory } from '@pydotorg/platform/http'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import sharp from 'sharp'

/** What stands in the head of a page, by name. */
function headOf(html: string) {
  const head = html.slice(0, html.indexOf('</head>'))
  const decode = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  const all = (pattern: RegExp) => [...head.matchAll(pattern)].map(([, value]) => decode(value))
  const meta = (name: string) => all(new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`, 'g'))
  const scripts = all(/<script type="application\/ld\+json">(.*?)<\/script>/gs)
  return { titles: all(/<title>([^<]*)<\/title>/g), canonical: all(/rel="canonical" href="([^"]*)"/g), meta, scripts }
}

async function publicPages(client: ApiClient): Promise<{ path: string; html: string }[]> {
  const directory = await app.container.make(RouteDirectory)
  const sitemap = (await client.get('/sitemap.xml')).text()
  const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(String(address)).pathname)
  const pages: { path: string; html: string }[] = []
  for (const path of new Set(['/', ...directory.pagePaths(), ...listed])) {
    const response = await client.get(path).redirects(0)
    if (response.status() !== 200 || !String(response.header('content-type')).startsWith('text/html')) continue
    if (/<meta name="robots" content="[^"]*noindex/.test(response.text())) continue
    pages.push({ path, html: response.text() })
  }
  return pages
}

test.group('Every page that search engines may list', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has one title, one description, one address and one picture that is there', async ({ client, assert }) => {
    const pages = await publicPages(client)
    assert.isAbove(pages.length, 3)
    for (const { path, html } of pages) {
      const { titles, canonical, meta } = headOf(html)
      assert.lengthOf(titles, 1, path)
      assert.match(titles[0] ?? '', /^.+ \| python\.org$/, path)
      for (const name of ['description', 'og:title', 'og:description', 'og:url', 'og:image', 'og:type']) {
        assert.lengthOf(meta(name), 1, `${path} ${name}`)
        assert.isNotEmpty(meta(name)[0], `${path} ${name}`)
      }
      assert.deepEqual(meta('twitter:card'), ['summary_large_image'], path)
      assert.deepEqual(canonical, meta('og:url'), path)
      assert.isTrue(canonical[0]?.startsWith(String(process.env.APP_URL)), path)
      const image = await client.get(new URL(String(meta('og:image')[0])).pathname)
      image.assertStatus(200)
      image.assertHeader('content-type', String(meta('og:image:type')[0]))
      image.assertHeader('cache-control', 'public, max-age=31536000, immutable')
      const { width, height } = await sharp(image.body() as Buffer).metadata()
      assert.deepEqual([String(width), String(height)], [...meta('og:image:width'), ...meta('og:image:height')], path)
    }
  })

  test('says in JSON-LD what it is', async ({ client, assert }) => {
    for (const { path, html } of await publicPages(client)) {
      const { scripts, canonical } = headOf(html)
      assert.lengthOf(scripts, 1, path)
      const { '@context': context, '@graph': graph } = JSON.parse(String(scripts[0])) as {
        '@context': string
        '@graph': { '@type': string; 'url'?: string }[]
      }
      assert.equal(context, 'https://schema.org')
      const page = graph.find((thing) => ['WebPage', 'Article'].includes(thing['@type']))
      if (path === '/') assert.isUndefined(page)
      else assert.equal(page?.url, canonical[0], path)
      assert.isTrue(graph.some((thing) => thing['@type'] === 'WebSite'))
      const shown = /aria-label="Breadcrumb"/.test(html)
      assert.equal(
        graph.some((thing) => thing['@type'] === 'BreadcrumbList'),
        shown,
        path
      )
    }
  })

  test('is the only kind that has them', async ({ client, assert }) => {
    const { canonical, scripts, meta } = headOf((await client.get('/cats/of/nobody/')).text())
    assert.deepEqual([canonical, scripts, meta('og:image')], [[], [], []])
  })
})

test.group('Pictures for links', () => {
  test('are not drawn for who makes an address up', async ({ client }) => {
    ;(await client.get('/media/social/made-up.png')).assertStatus(404)
    ;(await client.get('/media/social/eyJtZXNzYWdlIjoxfQ.c2lnbmVk.png')).assertStatus(404)
  })
})
