import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { freezeTime, timeTravel, test } from '@japa/runner'
import { PersonalDataExport } from '@pydotorg/platform/identity'
import { bodyOf, countQueries, switchFeature, UserFactory } from '@pydotorg/platform/testing'
import { parseRssFeed } from 'feedsmith'
import { DateTime } from 'luxon'
import { StoryCategoryFactory, StoryFactory } from '#database/factories/story_factory'
import seedCategories from '#database/seeders/categories_seeder'
import StoryCategory from '#models/story_category'
import homeSection from '#services/home_section'

const FEED = '/success-stories/feed.rss'

test.group('What success stories give to the site', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('the home page has a featured story, and nothing of drafts and others', async ({ client, assert }) => {
    await StoryFactory.merge({ name: 'Draft' }).apply('featured').create()
    await StoryFactory.merge({ name: 'Ordinary' }).apply('published').create()
    await StoryFactory.merge({ name: 'Snakes & work' }).apply('published').apply('featured').create()
    const html = (await client.get('/')).text()
    assert.include(html, 'Who uses Python')
    assert.include(html, 'Snakes &amp; work')
    assert.notInclude(html, 'Ordinary')
  })

  test('the home page says nothing of stories while none is featured and published', async ({ client, assert }) => {
    await StoryFactory.apply('featured').create()
    await StoryFactory.apply('published').create()
    const response = await client.get('/')
    response.assertStatus(200)
    assert.notInclude(response.text(), 'Who uses Python')
  })

  test('the story of the home page is the same for an hour, and every one has its turn', async ({ assert }) => {
    await StoryFactory.apply('published').apply('featured').createMany(3)
    freezeTime(new Date('2026-03-01T12:00:00Z'))
    const now = async () => JSON.stringify(await homeSection())
    const first = await now()
    timeTravel(59 * 60_000)
    assert.equal(await now(), first)
    const seen = new Set<string>()
    for (let hour = 0; hour < 30; hour++) {
      timeTravel(60 * 60_000)
      seen.add(await now())
    }
    assert.lengthOf(seen, 3)
    assert.lengthOf(await countQueries(() => homeSection()), 3)
  })

  test('the feed has the twenty newest and no draft, by three queries', async ({ client, assert }) => {
    const made = await StoryFactory.apply('published').createMany(21)
    const at = DateTime.utc(2026, 3, 1, 12, 30, 5)
    const story = await StoryFactory.merge({ name: 'Snakes & <work>', publishedAt: at }).apply('published').create()
    await StoryFactory.create()
    let response = await client.get(FEED)
    const queries = await countQueries(async () => {
      response = await client.get(FEED)
    })
    assert.lengthOf(queries, 3)
    response.assertStatus(200)
    response.assertHeader('content-type', 'application/rss+xml; charset=utf-8')
    const feed = parseRssFeed(bodyOf(response))
    assert.lengthOf(feed.items ?? [], 20)
    assert.notInclude(bodyOf(response), made[0]!.slug + '/')
    const [item] = feed.items!
    assert.equal(item!.title, 'Snakes & <work>')
    assert.equal(item!.link, `${process.env.APP_URL}${story.path}`)
    assert.equal(item!.guid?.value, item!.link)
    assert.equal(item!.pubDate, 'Sun, 01 Mar 2026 12:30:05 GMT')
    const again = await client.get(FEED).header('if-none-match', String(response.header('etag')))
    again.assertStatus(304)
  })

  test('the feed is valid without a story', async ({ client, assert }) => {
    const response = await client.get(FEED)
    response.assertStatus(200)
    assert.equal(parseRssFeed(bodyOf(response)).title, 'Python success stories')
  })

  test('the sitemap has what is there and no draft, by one query', async ({ client, assert }) => {
    const category = await StoryCategoryFactory.create()
    const empty = await StoryCategoryFactory.create()
    const [one, two] = await StoryFactory.merge({ categoryId: category.id }).apply('published').createMany(2)
    const draft = await StoryFactory.merge({ categoryId: empty.id }).create()
    let xml = ''
    const queries = await countQueries(async () => {
      xml = bodyOf(await client.get('/sitemap.xml'))
    })
    assert.lengthOf(
      queries.filter((sql) => sql.includes('success_stories_')),
      1
    )
    const has = (path: string) => xml.includes(`${path}</loc>`)
    assert.deepEqual([one!.path, two!.path, category.path, '/success-stories/'].map(has), [true, true, true, true])
    assert.deepEqual([draft.path, empty.path, '/success-stories/create/'].map(has), [false, false, false])
  })

  test('a person gets a copy of the stories that they submitted', async ({ assert }) => {
    const user = await UserFactory.create()
    await StoryFactory.merge({ submittedById: user.id, name: 'Mine' }).create()
    await StoryFactory.merge({ name: 'Of others' }).create()
    const data = await (await app.container.make(PersonalDataExport)).of(user)
    assert.include(JSON.stringify(data), '"Mine"')
    assert.notInclude(JSON.stringify(data), 'Of others')
  })

  test('an empty site gets the seven categories of python.org, another one keeps its own', async ({ assert }) => {
    assert.equal(await seedCategories(), 'added 7 categories')
    const software = await StoryCategory.findByOrFail('slug', 'software-development')
    await software.merge({ name: 'Software' }).save()
    assert.equal(await seedCategories(), 'categories are there')
    assert.lengthOf(await StoryCategory.all(), 7)
  })

  test('all of it is gone when the plugin is off', async ({ client, assert, cleanup }) => {
    await StoryFactory.apply('published').apply('featured').create()
    cleanup(await switchFeature('success_stories', 'off'))
    const home = await client.get('/')
    home.assertStatus(200)
    assert.notInclude(home.text(), 'success-stories')
    assert.notInclude(bodyOf(await client.get('/sitemap.xml')), 'success-stories')
  })
})
