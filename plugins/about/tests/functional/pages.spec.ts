import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { bodyOf, countQueries, switchFeature } from '@pydotorg/platform/testing'
import pageSitemap from '#services/page_sitemap'

const entries = await pageSitemap()
const paths = entries.map(({ path }) => path)

function attributes(html: string, pattern: RegExp): string[] {
  return [...new Set([...html.matchAll(pattern)].map((match) => match[1]!))]
}

test.group('Pages of about', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{$self} has a title, a description, one heading, and links that lead somewhere')
    .with(paths)
    .run(async ({ client, assert }, path) => {
      const response = await client.get(path)
      response.assertStatus(200)
      const html = response.text()
      assert.lengthOf(html.match(/<h1[ >]/g)!, 1)
      assert.match(html, /<meta name="description" content="[^"]{30,160}"/)
      assert.isUndefined(response.header('set-cookie'))
      // Header and footer are those of every page.
      const main = /<main[^]*<\/main>/.exec(html)?.[0] ?? ''
      assert.isAbove(main.length, 1000)
      for (const link of attributes(main, /href="(\/[^"#?]*)/g)) {
        const answer = await client.get(link).redirects(0)
        assert.oneOf(answer.status(), [200, 302], `${path} leads to ${link}`)
      }
      for (const address of attributes(main, /href="(http[^"]*)"/g)) {
        assert.match(address, /^https:\/\/[a-z0-9.-]+\.[a-z]+\//)
        assert.notMatch(address, /^https:\/\/www\.python\.org\//, 'a page of this site needs no host')
      }
    })

  test('ask the database for nothing where nothing depends on it', async ({ client, assert }) => {
    assert.lengthOf(await countQueries(() => client.get('/about/')), 0)
    assert.lengthOf(await countQueries(() => client.get('/doc/versions/')), 1)
    assert.lengthOf(await countQueries(() => client.get('/docs/')), 1)
  })

  test('say what python.org says there', async ({ client, assert }) => {
    const text = async (path: string) => (await client.get(path)).text()
    assert.include(await text('/about/'), 'About Python')
    assert.include(await text('/about/psf/'), 'Python Software Foundation')
    assert.match(await text('/about/governance/'), /governance[^]*Steering Council/i)
    const diversity = await text('/community/diversity/')
    const headings = ['Our Commitment', 'How We Work Together', 'Be Welcoming', 'Be Considerate', 'Be Respectful']
    for (const heading of [...headings, 'Be Careful']) assert.match(diversity, new RegExp(`<h[23]>${heading}<`))
    assert.include(diversity, 'href="/community/"')
    assert.include(diversity, 'href="/about/psf/"')
  })

  test('name the section that they belong to, and mark themselves in it', async ({ client, assert }) => {
    const html = (await client.get('/about/governance/')).text().replace(/\s+/g, ' ')
    assert.match(
      html,
      /<nav class="about-section" aria-label="In this section">.*href="\/about\/governance\/" aria-current=page/
    )
    assert.match(html, /class="breadcrumb-trail".*href="\/about\/".*Governance/)
  })

  test('leave out links to plugins that are off', async ({ client, assert, cleanup }) => {
    const links = ['/downloads/', '/code-samples/', '/psf/membership/', '/community/user-groups/']
    const all = async () => {
      const pages = await Promise.all(paths.map((path) => client.get(path)))
      return pages.map((page) => page.text()).join('')
    }
    const before = await all()
    for (const link of links) assert.include(before, `href="${link}"`)
    for (const plugin of ['downloads', 'code_samples', 'memberships', 'user_groups']) {
      cleanup(await switchFeature(plugin, 'off'))
    }
    const after = await all()
    for (const link of links) assert.notInclude(after, `href="${link}"`)
  })

  test('that went elsewhere lead there for now: {0}')
    .with([
      ['/psf/', '/about/psf/'],
      ['/psf/diversity/', '/community/diversity/'],
      ['/psf/conduct/', 'https://policies.python.org/python.org/code-of-conduct/'],
      ['/psf/codeofconduct/', 'https://policies.python.org/python.org/code-of-conduct/'],
    ])
    .run(async ({ client, assert }, [from, to]) => {
      const response = await client.get(from!).redirects(0)
      response.assertStatus(302)
      assert.equal(response.header('location'), to)
    })

  test('stand in menus, footer and sitemap', async ({ client, assert }) => {
    const xml = bodyOf(await client.get('/sitemap.xml'))
    for (const path of paths) assert.include(xml, `${path}</loc>`)
    const home = (await client.get('/')).text()
    for (const path of ['/about/', '/doc/', '/community/']) {
      assert.isAtLeast(home.split(`href="${path}"`).length, 3, path)
    }
  })

  test('are gone while the plugin is off', async ({ client, assert, cleanup }) => {
    cleanup(await switchFeature('about', 'off'))
    for (const path of [...paths, '/psf/', '/docs/search']) {
      ;(await client.get(path).redirects(0)).assertStatus(404)
    }
    assert.notInclude((await client.get('/')).text(), 'href="/about/')
  })
})
