import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { tableTag } from '@pydotorg/platform/page_cache'
import { PageRendering, whileRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { StoryCategoryFactory, StoryFactory } from '#database/factories/story_factory'
import Story from '#models/story'
import { newestPlaces } from '#services/story_lists'

const ALL = '/success-stories/'

let companies = 0

/** A row of the plugin companies, whose factories are its own. */
async function companyWith(columns: Record<string, string> = {}): Promise<number> {
  companies += 1
  const row = { name: `Company ${companies}`, slug: `company-${companies}`, url: 'https://known.example.org/' }
  const [id] = await db
    .table('companies_companies')
    .returning('id')
    .insert({ ...row, ...columns })
  return (id as { id: number }).id
}

/** Names of the stories that a page leads to, in its order. */
function named(html: string): string[] {
  return [...html.matchAll(/<a href="\/success-stories\/[\w-]+\/">([^<]+)<\/a>/g)].map(([, name]) => name!)
}

test.group('The page of all success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has the newest five of each category, and leads to all of them', async ({ client, assert }) => {
    const arts = await StoryCategoryFactory.merge({ name: 'Arts' }).create()
    const work = await StoryCategoryFactory.merge({ name: 'Business' }).create()
    await StoryCategoryFactory.merge({ name: 'Empty' }).create()
    const stories = await StoryFactory.merge({ categoryId: arts.id }).apply('published').createMany(7)
    await StoryFactory.merge({ categoryId: work.id, name: 'Snakes & work' }).apply('published').create()
    await StoryFactory.merge({ categoryId: work.id, name: 'Secret' }).create()
    const response = await client.get(ALL)
    response.assertStatus(200)
    assert.isUndefined(response.header('set-cookie'))
    const [highlights, sections] = response.text().split('<section class="story-section">', 2) as [string, string]
    assert.deepEqual(named(highlights), [
      'Snakes &amp; work',
      ...stories
        .slice(4)
        .reverse()
        .map(({ name }) => name),
    ])
    assert.deepEqual(
      named(sections),
      stories
        .slice(2)
        .reverse()
        .map(({ name }) => name)
    )
    assert.include(sections, 'All 7 stories of Arts')
    assert.notInclude(response.text(), 'Empty')
    assert.notInclude(response.text(), 'Secret')
  })

  test('begins with those that staff chose', async ({ client, assert }) => {
    await StoryFactory.merge({ name: 'Chosen' }).apply('published').apply('featured').create()
    await StoryFactory.merge({ name: 'Chosen draft' }).apply('featured').create()
    await StoryFactory.merge({ name: 'Newer' }).apply('published').create()
    const html = (await client.get(ALL)).text()
    const [highlights] = html.split('<section class="story-section">', 1) as [string]
    assert.deepEqual(named(highlights), ['Chosen'])
    assert.notInclude(html, 'Chosen draft')
  })

  test('says what to do while there is none', async ({ client, assert, cleanup }) => {
    const response = await client.get(ALL)
    response.assertTextIncludes('Nobody has told a story yet')
    response.assertTextIncludes('href="/success-stories/create/"')
    cleanup(await switchFeature('success_stories.submissions', 'off'))
    assert.notInclude((await client.get(ALL)).text(), '/success-stories/create/')
  })

  test('asks the database no more for many categories and companies than for one', async ({ client, assert }) => {
    await StoryFactory.merge({ companyId: await companyWith() })
      .apply('published')
      .create()
    const one = await countQueries(() => client.get(ALL))
    for (let made = 0; made < 5; made++) {
      await StoryFactory.merge({ companyId: await companyWith() })
        .apply('published')
        .apply('featured')
        .create()
    }
    const many = await countQueries(() => client.get(ALL))
    assert.isAtMost(many.length, 7)
    assert.isAtMost(many.length, one.length + 1)
  })

  test('finds the newest in the table that it names, and keeps them', async ({ assert }) => {
    const { id: categoryId } = await StoryCategoryFactory.create()
    await StoryFactory.merge({ categoryId }).apply('published').create()
    const rendering = new PageRendering(0, 'http://site.test')
    await whileRendering(rendering, newestPlaces)
    assert.deepEqual([...rendering.tags], [tableTag(Story.table)])
  })

  test('is not found while the plugin is off', async ({ client, cleanup }) => {
    const story = await StoryFactory.apply('published').create()
    cleanup(await switchFeature('success_stories', 'off'))
    for (const path of [ALL, story.path, `${ALL}feed.rss`, `${ALL}create/`]) {
      ;(await client.get(path)).assertStatus(404)
    }
  })
})

test.group('A success story', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is shown with what its author wrote, and nothing that harms', async ({ client, assert }) => {
    const story = await StoryFactory.merge({
      name: 'Snakes & work',
      companyName: 'Example <Works>',
      companyUrl: 'https://works.example.org/?a=1&b=2',
      author: 'Ada "A" Example',
      authorEmail: 'ada@secret.example.org',
      pullQuote: 'A <b>week</b> became an hour.',
      content: 'It *began* <script>alert(1)</script> [here](javascript:alert(1)).',
    })
      .apply('published')
      .create()
    const response = await client.get('/success-stories/snakes-work/')
    response.assertStatus(200)
    assert.isUndefined(response.header('set-cookie'))
    const html = response.text()
    assert.include(html, 'Snakes &amp; work</h1>')
    assert.include(html, 'href="https://works.example.org/?a=1&amp;b=2"')
    assert.include(html, 'Example &lt;Works&gt;')
    assert.include(html, 'A &lt;b&gt;week&lt;/b&gt; became an hour.')
    assert.include(html, 'It <em>began</em>')
    assert.notInclude(html, 'alert(1)</script>')
    assert.notInclude(html, 'href="javascript')
    assert.notInclude(html, 'secret.example.org')
    assert.include(html, 'property="og:type" content="article"')
    assert.include(html, '"@type":"Article"')
    assert.include(html, `<time datetime="${story.publishedAt!.toISODate()}">`)
  })

  test('leads to three others of its category', async ({ client, assert }) => {
    const { id: categoryId } = await StoryCategoryFactory.create()
    const others = await StoryFactory.merge({ categoryId }).apply('published').createMany(4)
    await StoryFactory.merge({ categoryId }).create()
    await StoryFactory.apply('published').create()
    const story = await StoryFactory.merge({ categoryId }).apply('published').create()
    const related = (await client.get(story.path)).text().split('id="story-related"')[1]!
    assert.deepEqual(
      named(related),
      others
        .slice(1)
        .reverse()
        .map(({ name }) => name)
    )
  })

  test('takes name, address and text of a company that the site knows', async ({ client, assert, cleanup }) => {
    const companyId = await companyWith({ name: 'Works Ltd', about_rendered: 'They make <em>things</em>.' })
    const story = await StoryFactory.merge({ companyName: 'Old name', companyId }).apply('published').create()
    const known = (await client.get(story.path)).text()
    assert.include(known, 'About Works Ltd')
    assert.include(known, 'They make <em>things</em>.')
    assert.include(known, 'href="https://known.example.org/"')
    assert.notInclude(known, 'Old name')
    cleanup(await switchFeature('companies', 'off'))
    const unknown = (await client.get(story.path)).text()
    assert.include(unknown, 'Old name')
    assert.notInclude(unknown, 'Works Ltd')
  })

  test('keeps the name that its author wrote when the company is gone', async ({ client }) => {
    const story = await StoryFactory.merge({ companyName: 'Old name', companyId: 7 }).apply('published').create()
    ;(await client.get(story.path)).assertTextIncludes('Old name')
  })

  test('that is a draft is seen by staff only, and kept by no cache', async ({ client, assert }) => {
    const submitter = await UserFactory.create()
    const story = await StoryFactory.merge({ submittedById: submitter.id }).create()
    ;(await client.get(story.path)).assertStatus(404)
    ;(await client.get(story.path).loginAs(submitter)).assertStatus(404)
    const response = await client.get(story.path).loginAs(await UserFactory.apply('staff').create())
    response.assertStatus(200)
    assert.include(String(response.header('cache-control')), 'no-store')
    response.assertTextIncludes('This story is not published')
    response.assertTextIncludes('noindex')
  })

  test('has one address, and what is none is not found', async ({ client }) => {
    const story = await StoryFactory.merge({ name: 'Snakes' }).apply('published').create()
    const redirect = await client.get('/success-stories/snakes').redirects(0)
    redirect.assertStatus(301)
    redirect.assertHeader('location', story.path)
    for (const path of ['nothing/', 'sn%00akes/', 'category/', 'Sn.akes/']) {
      ;(await client.get(`${ALL}${path}`)).assertStatus(404)
    }
  })

  test('takes eight queries at the most', async ({ client, assert }) => {
    const { id: categoryId } = await StoryCategoryFactory.create()
    const companyId = await companyWith()
    await StoryFactory.merge({ categoryId, companyId }).apply('published').createMany(4)
    const story = await StoryFactory.merge({ categoryId, companyId }).apply('published').create()
    assert.isAtMost((await countQueries(() => client.get(story.path))).length, 8)
  })
})

test.group('A category of success stories', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has its published stories, twenty on a page', async ({ client, assert }) => {
    const category = await StoryCategoryFactory.merge({ name: 'Software Development' }).create()
    const made = await StoryFactory.merge({ categoryId: category.id }).apply('published').createMany(21)
    await StoryFactory.merge({ categoryId: category.id, name: 'Secret' }).create()
    await StoryFactory.apply('published').create()
    const first = await client.get('/success-stories/category/software-development/')
    first.assertStatus(200)
    first.assertTextIncludes('21 stories')
    assert.deepEqual(
      named(first.text()),
      made
        .slice(1)
        .reverse()
        .map(({ name }) => name)
    )
    const second = await client.get('/success-stories/category/software-development/?page=2')
    assert.deepEqual(named(second.text()), [made[0]!.name])
    ;(await client.get('/success-stories/category/software-development/?page=3')).assertStatus(404)
    ;(await client.get('/success-stories/category/nothing/')).assertStatus(404)
  })

  test('without a story asks for the first', async ({ client }) => {
    const category = await StoryCategoryFactory.create()
    const response = await client.get(category.path)
    response.assertStatus(200)
    response.assertTextIncludes('Submit the first one')
  })

  for (const query of ['?page=%00', '?page[]=1', '?page=-1', '?page=1e9', '?page=x']) {
    test(`is no failure of the site with ${query}`, async ({ client, assert }) => {
      const category = await StoryCategoryFactory.create()
      const response = await client.get(`${category.path}${query}`).redirects(0)
      assert.isBelow(response.status(), 500)
    })
  }
})
