import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Fragments } from '@pydotorg/platform/cache'
import { MediaImage } from '@pydotorg/platform/media'
import { TableWatch, tableTag } from '@pydotorg/platform/page_cache'
import { PageRendering, whileRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { countQueries, switchFeature } from '@pydotorg/platform/testing'
import { StoryFactory } from '#database/factories/story_factory'
import { OVERVIEW_TABLES, overviewMarkup } from '#services/overview_markup'
import { storyOverview } from '#services/story_lists'

/** Statements by hand, of which no model hears, and what they bring into the list. */
const CHANGES: [what: string, sql: string, shown: string][] = [
  ['a story', `update success_stories_stories set pull_quote = 'Other words.'`, 'Other words.'],
  ['a category', `update success_stories_categories set name = 'Other category'`, 'Other category'],
  ['an image', `update media_images set key = repeat('b', 40)`, 'b'.repeat(40)],
  ['a company', `update companies_companies set name = 'Other company'`, 'Other company'],
]

/** As the database announces it, to which tests do not listen; then parts are kept again. */
async function announced(): Promise<void> {
  const watch = await app.container.make(TableWatch)
  for (const table of OVERVIEW_TABLES) watch.heard(table)
}

/** A row of the plugin companies, whose factories are its own. */
async function companyId(): Promise<number> {
  const row = { name: 'Known company', slug: 'known-company', url: 'https://known.example.org/' }
  const [added] = await db.table('companies_companies').returning('id').insert(row)
  return (added as { id: number }).id
}

function addImage(): Promise<MediaImage> {
  const named = { key: 'a'.repeat(40), name: 'snake.png', contentType: 'image/png', fallbackFormat: 'png' } as const
  return MediaImage.create({ ...named, width: 640, height: 360, frames: 1, byteSize: 1_000 })
}

test.group('What the list of stories is made of', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are the tables that it names', async ({ assert }) => {
    await StoryFactory.merge({ companyId: await companyId(), imageId: (await addImage()).id })
      .apply('published')
      .create()
    const rendering = new PageRendering(0, 'http://site.test')
    // Not the markup: it names its tables itself.
    await whileRendering(rendering, storyOverview)
    assert.sameMembers([...rendering.tags], OVERVIEW_TABLES.map(tableTag))
  })
})

// Committed: what a transaction is changing is not kept.
test.group('The list of stories', (group) => {
  group.each.setup(async () => {
    await StoryFactory.merge({ companyId: await companyId(), imageId: (await addImage()).id })
      .apply('published')
      .create()
    await announced()
    return async () => {
      for (const table of OVERVIEW_TABLES) await db.from(table).delete()
      await announced()
    }
  })

  test('costs no query while it is kept', async ({ assert }) => {
    const kept = await overviewMarkup()
    assert.include(kept, 'Known company')
    assert.isEmpty(await countQueries(overviewMarkup))
    assert.equal(await overviewMarkup(), kept)
  })

  for (const [what, sql, shown] of CHANGES) {
    test(`is new at once when ${what} changes`, async ({ assert }) => {
      assert.notInclude(await overviewMarkup(), shown)
      assert.isEmpty(await countQueries(overviewMarkup))
      await db.rawQuery(sql)
      assert.include(await overviewMarkup(), shown)
      await announced()
      assert.include(await overviewMarkup(), shown)
    })
  }

  test('is empty at once when the last story is a draft again', async ({ assert }) => {
    assert.isNotEmpty(await overviewMarkup())
    await db.from('success_stories_stories').update({ is_published: false, published_at: null })
    assert.isEmpty(await overviewMarkup())
    await announced()
    assert.isEmpty(await overviewMarkup())
  })

  test('says nothing of who may submit a story, which is not kept', async ({ client, assert, cleanup }) => {
    assert.include((await client.get('/success-stories/')).text(), 'href="/success-stories/create/"')
    assert.notInclude(await overviewMarkup(), '/success-stories/create/')
    cleanup(await switchFeature('success_stories.submissions', 'off'))
    assert.notInclude((await client.get('/success-stories/')).text(), 'href="/success-stories/create/"')
  })

  test('names no company while their plugin is off', async ({ assert, cleanup }) => {
    assert.include(await overviewMarkup(), 'Known company')
    cleanup(await switchFeature('companies', 'off'))
    // As every web process does when a feature is switched (providers/cache_provider.ts).
    ;(await app.container.make(Fragments)).clear()
    assert.notInclude(await overviewMarkup(), 'Known company')
  })
})
