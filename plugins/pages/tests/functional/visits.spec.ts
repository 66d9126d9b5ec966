import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import type { User } from '@pydotorg/platform/identity'
import { bodyOf, countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { PageFactory } from '#database/factories/page_factory'
import { RedirectFactory } from '#database/factories/redirect_factory'

async function editor(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'pages.write' })
  return user
}

/** Without following redirects. */
const get = (client: ApiClient, path: string) => client.get(path).redirects(0)

test.group('A visit to a page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows it at its path, in the frame of the site', async ({ client, assert }) => {
    const page = await PageFactory.merge({
      title: 'Python <3',
      path: 'made/for/you',
      description: 'What "Python" is.',
      keywords: 'python, snakes',
      content: 'It is *fine*.',
      updatedAt: DateTime.utc(2025, 10, 7, 12),
    }).create()
    const response = await get(client, '/made/for/you/')
    response.assertStatus(200)
    response.assertHeader('content-type', 'text/html; charset=utf-8')
    response.assertHeader('cache-control', 'public, max-age=0, must-revalidate')
    response.assertHeader('surrogate-key', 'pydotorg-app made')
    const html = response.text()
    for (const part of [
      '<h1>Python &lt;3</h1>',
      'It is <em>fine</em>.',
      '<meta name="description" content="What &quot;Python&quot; is."',
      '<meta name="keywords" content="python, snakes"',
      `<link rel="canonical" href="${process.env.APP_URL}/made/for/you/"`,
      `>${page.updatedAt.toFormat('d LLLL yyyy')}</time>`,
    ]) {
      assert.include(html, part)
    }
    assert.notInclude(html, 'noindex')
  })

  test('is led to the slash, whatever stands behind the path', async ({ client }) => {
    await PageFactory.merge({ path: 'test/one.html' }).create()
    for (const path of ['/test/one.html', '/test/one.html?next=1', '/test//one.html']) {
      const response = await get(client, path)
      response.assertStatus(301)
      response.assertHeader('location', '/test/one.html/')
    }
    const page = await get(client, '/test/one.html/?query=ignored')
    page.assertStatus(200)
  })

  test('answers HEAD as GET, and nothing else', async ({ client, assert }) => {
    await PageFactory.merge({ path: 'made/head' }).create()
    const head = await client.head('/made/head/')
    head.assertStatus(200)
    assert.equal(bodyOf(head), '')
    const post = await client.post('/made/head/').withCsrfToken().redirects(0)
    post.assertStatus(404)
  })

  test('finds nothing at another spelling, at odd addresses and at paths of the API', async ({ client, assert }) => {
    await PageFactory.merge({ path: 'made/page' }).create()
    for (const path of [
      '/Made/Page/',
      '/made/',
      '/made/page/x/',
      '/made/%00/',
      '/made/%ff/',
      '/api/made/',
      '/made/..%2fpage/',
    ]) {
      const response = await get(client, path)
      // Half a letter is no path at all.
      assert.equal(response.status(), path.includes('%ff') ? 400 : 404, path)
    }
  })

  for (const state of ['draft', 'scheduled', 'expired'] as const) {
    test(`shows a ${state} page to staff who may write pages only, and no cache keeps it`, async ({
      client,
      assert,
    }) => {
      const page = await PageFactory.apply(state).create()
      const guest = await get(client, page.href)
      guest.assertStatus(404)
      const staff = await UserFactory.apply('staff').create()
      const withoutPermission = await get(client, page.href).loginAs(staff)
      withoutPermission.assertStatus(404)
      const response = await get(client, page.href).loginAs(await editor())
      response.assertStatus(200)
      response.assertTextIncludes('Only staff see this page')
      response.assertTextIncludes('noindex')
      assert.equal(response.header('cache-control'), 'private, no-store')
      const slashless = await get(client, page.href.slice(0, -1))
      slashless.assertStatus(404)
    })
  }

  test('shows a page between the two moments of its time', async ({ client }) => {
    const [publishAt, unpublishAt] = [DateTime.utc().minus({ hours: 1 }), DateTime.utc().plus({ hours: 1 })]
    const page = await PageFactory.merge({ publishAt, unpublishAt }).create()
    const response = await get(client, page.href)
    response.assertStatus(200)
  })

  test('asks the database the same for a page with much above it', async ({ client, assert }) => {
    await PageFactory.merge({ path: 'made/a' }).create()
    await PageFactory.merge({ path: 'made/a/b' }).create()
    await PageFactory.merge({ path: 'made/a/b/c/d' }).create()
    const queries = await countQueries(() => get(client, '/made/a/b/c/d/'))
    assert.lengthOf(queries, 3)
  })

  test('shows the way from the top, by pages that visitors see and parts of the site', async ({ client, assert }) => {
    await PageFactory.merge({ title: 'The start', path: 'made' }).create()
    await PageFactory.apply('draft').merge({ title: 'Hidden', path: 'made/a' }).create()
    await PageFactory.merge({ title: 'The end', path: 'made/a/b' }).create()
    const html = (await get(client, '/made/a/b/')).text()
    const trail = html.slice(html.indexOf('breadcrumb-trail'), html.indexOf('</nav>', html.indexOf('breadcrumb-trail')))
    assert.deepEqual(
      [...trail.matchAll(/<a href="([^"]+)">([^<]+)</g)].map(([, href, title]) => [href, title]),
      [
        ['/', 'Home'],
        ['/made/', 'The start'],
      ]
    )
    assert.include(trail, 'The end')
  })

  test('is as any other 404 while the plugin is off', async ({ client, cleanup }) => {
    const page = await PageFactory.create()
    await RedirectFactory.merge({ oldPath: '/made/gone', newPath: '' }).create()
    cleanup(await switchFeature('pages', 'off'))
    for (const path of [page.href, '/made/gone/']) {
      const response = await get(client, path)
      response.assertStatus(404)
      response.assertTextIncludes('There is no page here')
    }
  })
})

test.group('The type and the template of a page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{contentType} is sent as it was written')
    .with([
      { contentType: 'application/json', content: '{"a": "<b>&</b>"}' },
      { contentType: 'text/plain', content: 'A <b> & C' },
      { contentType: 'text/csv', content: 'a,b\n1,2\n' },
    ])
    .run(async ({ client, assert }, { contentType, content }) => {
      const page = await PageFactory.merge({ contentType, content, contentMarkupType: 'html' }).create()
      const response = await get(client, page.href)
      response.assertHeader('content-type', `${contentType}; charset=utf-8`)
      response.assertHeader('x-content-type-options', 'nosniff')
      assert.equal(bodyOf(response) || response.text(), content)
    })

  test('raw is the sanitised content alone', async ({ client, assert }) => {
    const content = '<p>Alone</p><script>x()</script>'
    const page = await PageFactory.merge({
      content,
      contentMarkupType: 'html',
      templateName: 'pages/raw.html',
    }).create()
    assert.equal((await get(client, page.href)).text(), '<p>Alone</p>')
  })

  test('{templateName} is a page of the site')
    .with(
      ['', 'pages/default.html', 'psf/default.html', 'psf/full-width.html', 'unknown/of-old.html'].map(
        (templateName) => ({ templateName })
      )
    )
    .run(async ({ client, assert }, { templateName }) => {
      const page = await PageFactory.merge({ templateName }).create()
      const html = (await get(client, page.href)).text()
      assert.include(html, '<header class="site-header">')
      assert.equal(html.includes('cms-page-wide'), templateName === 'psf/full-width.html')
    })
})

test.group('A visit to an old address', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is led on, before a page is looked for', async ({ client }) => {
    const page = await PageFactory.create()
    await RedirectFactory.merge({ oldPath: page.href.slice(0, -1), newPath: '/made/elsewhere/' }).create()
    for (const path of [page.href, page.href.slice(0, -1), `${page.href}?a=1`]) {
      const response = await get(client, path)
      response.assertStatus(301)
      response.assertHeader('location', '/made/elsewhere/')
    }
  })

  test('is told that it may change again, and that something is gone', async ({ client }) => {
    await RedirectFactory.merge({ oldPath: '/made/now', newPath: 'https://example.org/x', isPermanent: false }).create()
    const now = await get(client, '/made/now/')
    now.assertStatus(302)
    now.assertHeader('location', 'https://example.org/x')
    await RedirectFactory.merge({ oldPath: '/made/gone', newPath: '' }).create()
    const gone = await get(client, '/made/gone/')
    gone.assertStatus(410)
    gone.assertTextIncludes('removed for good')
  })

  test('takes along what a star stands for: {asked}')
    .with([
      { asked: '/made/dev/pep-0008/?x=1', to: 'https://peps.example.org/pep-0008/?x=1' },
      { asked: '/made/dev/', to: 'https://peps.example.org/' },
      { asked: '/made/dev/a%20b', to: 'https://peps.example.org/a%20b' },
      { asked: '/made/dev//evil.example', to: 'https://peps.example.org/evil.example' },
      { asked: '/made/dev/exactly/', to: '/made/new/' },
    ])
    .run(async ({ client }, { asked, to }) => {
      await RedirectFactory.merge({ oldPath: '/made/dev/*', newPath: 'https://peps.example.org/*' }).create()
      await RedirectFactory.merge({ oldPath: '/made/dev/exactly', newPath: '/made/new/' }).create()
      const response = await get(client, asked)
      response.assertStatus(301)
      response.assertHeader('location', to)
    })
})
