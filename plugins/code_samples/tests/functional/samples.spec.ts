import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { bodyOf, countQueries, switchFeature } from '@pydotorg/platform/testing'
import { CodeSampleFactory } from '#database/factories/code_sample_factory'

const LIST = '/code-samples/'

function titles(html: string): string[] {
  return [...html.matchAll(/<h2><a href="\/code-samples\/[^"]+">([^<]+)</g)].map(([, title]) => title!.trim())
}

test.group('Code samples', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed in their order, without drafts, by two queries', async ({ client, assert }) => {
    await CodeSampleFactory.merge({ name: 'Last', position: 3 }).create()
    await CodeSampleFactory.merge({ name: 'First & <b>', position: 1 }).create()
    await CodeSampleFactory.merge({ name: 'Draft', position: 2 }).apply('draft').create()
    let html = ''
    const queries = await countQueries(async () => {
      const response = await client.get(LIST)
      response.assertStatus(200)
      html = response.text()
    })
    assert.deepEqual(titles(html), ['First &amp; &lt;b&gt;', 'Last'])
    assert.lengthOf(queries, 2)
  })

  test('say where to look while there is none', async ({ client }) => {
    const response = await client.get(LIST)
    response.assertStatus(200)
    response.assertTextIncludes('Nothing is published here yet')
  })

  test('are twenty on a page', async ({ client, assert }) => {
    await CodeSampleFactory.createMany(21)
    const response = await client.get(LIST).qs({ page: 2 })
    assert.lengthOf(titles(response.text()), 1)
    response.assertTextIncludes('Page 2 of 2')
  })

  test('have no page {$self}')
    .with(['0', '1.5', 'many', '10001'])
    .run(async ({ client }, page) => {
      ;(await client.get(LIST).qs({ page })).assertStatus(422)
    })

  test('show code, answers and text, and hand out what was typed', async ({ client, assert }) => {
    const { slug } = await CodeSampleFactory.merge({
      name: 'Sums',
      code: '>>> 1 < 2\nTrue',
      copy: 'Read *this*. <script>alert(1)</script>',
    }).create()
    const response = await client.get(`/code-samples/${slug}/`)
    response.assertStatus(200)
    const html = response.text()
    assert.match(
      html,
      /prompt_">&gt;&gt;&gt;<\/span> <span class="language-python"><span class="hljs-number">1<\/span> &lt; /
    )
    assert.match(html, /<\/span>\nTrue/)
    assert.include(html, 'data-copy-text-value="1 &lt; 2"')
    assert.include(html, 'Read <em>this</em>.')
    assert.notInclude(html, '<script>alert')
  })

  test('are not found as drafts, nor when there is none', async ({ client }) => {
    const draft = await CodeSampleFactory.apply('draft').create()
    for (const slug of [draft.slug, 'unknown', 'a'.repeat(500), '%00']) {
      const response = await client.get(`/code-samples/${slug}/`)
      response.assertStatus(slug === '%00' ? 400 : 404)
    }
  })

  test('stand on the home page, the first five of them, by one query', async ({ client, assert }) => {
    await CodeSampleFactory.apply('draft').create()
    await CodeSampleFactory.createMany(6)
    let html = ''
    const queries = await countQueries(async () => {
      html = (await client.get('/')).text()
    })
    assert.lengthOf(html.match(/name="code-sample"/g)!, 5)
    assert.lengthOf(
      queries.filter((sql) => sql.includes('code_samples_')),
      1
    )
  })

  test('leave no mark on the home page while there is none, or while the plugin is off', async ({
    client,
    assert,
    cleanup,
  }) => {
    assert.notInclude((await client.get('/')).text(), 'name="code-sample"')
    await CodeSampleFactory.create()
    assert.include((await client.get('/')).text(), 'name="code-sample"')
    cleanup(await switchFeature('code_samples', 'off'))
    assert.notInclude((await client.get('/')).text(), 'name="code-sample"')
  })

  test('stand in the sitemap', async ({ client, assert }) => {
    const { slug } = await CodeSampleFactory.create()
    const draft = await CodeSampleFactory.apply('draft').create()
    const xml = bodyOf(await client.get('/sitemap.xml'))
    assert.include(xml, `/code-samples/${slug}/</loc>`)
    assert.notInclude(xml, draft.slug)
  })

  test('are gone while the plugin is off', async ({ client, cleanup }) => {
    const { slug } = await CodeSampleFactory.create()
    cleanup(await switchFeature('code_samples', 'off'))
    for (const path of [LIST, `/code-samples/${slug}/`]) (await client.get(path)).assertStatus(404)
  })
})
