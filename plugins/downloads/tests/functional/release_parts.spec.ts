import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Site } from '@pydotorg/platform/http'
import { TableWatch, tableTag } from '@pydotorg/platform/page_cache'
import { PageRendering, whileRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { countQueries } from '@pydotorg/platform/testing'
import { releasePage } from '#services/release_page'
import { releaseParts, RELEASE_TABLES } from '#services/release_parts'
import { createSampleSite } from '#tests/sample_site'

const SLUG = 'python-3142'

/** Statements by hand, of which no model hears, and what they bring onto the page. */
const CHANGES: [what: string, sql: string, shown: string][] = [
  ['a release', `update downloads_releases set content_rendered = '<p>news</p>' where slug = '${SLUG}'`, '<p>news</p>'],
  [
    'another release',
    `update downloads_releases set name = 'Python 3.14.9', release_date = '2026-01-09' where slug = 'python-3141'`,
    'superseded',
  ],
  ['a file', `update downloads_release_files set description = 'other words'`, 'other words'],
  ['a system', `update downloads_operating_systems set name = 'Other system' where slug = 'macos'`, 'Other system'],
  ['a series', `update downloads_branches set pep = 4242 where name = '3.14'`, 'PEP 4242'],
]

async function parts(slug = SLUG) {
  return releaseParts(slug, await app.container.make(Site))
}

/** As the database announces it, to which tests do not listen; then parts are kept again. */
async function announced(): Promise<void> {
  const watch = await app.container.make(TableWatch)
  for (const table of RELEASE_TABLES) watch.heard(table)
}

test.group('What a release page is made of', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are the tables that its parts name', async ({ assert }) => {
    await createSampleSite()
    const rendering = new PageRendering(0, 'http://site.test')
    // Not the parts: they name their tables themselves.
    await whileRendering(rendering, () => releasePage(SLUG))
    assert.sameMembers([...rendering.tags], RELEASE_TABLES.map(tableTag))
  })
})

// Committed: what a transaction is changing is not kept.
test.group('Parts of a release page', (group) => {
  group.each.setup(async () => {
    await createSampleSite()
    await announced()
    return async () => {
      const [releases, files, systems, series] = RELEASE_TABLES
      for (const table of [files!, releases!, systems!, series!]) await db.from(table).delete()
      await announced()
    }
  })

  test('cost no query while they are kept, each release its own', async ({ assert }) => {
    const kept = await parts()
    assert.isEmpty(await countQueries(() => parts()))
    assert.deepEqual(await parts(), kept)
    assert.include((await parts('python-3141'))!.body, '<h1>Python 3.14.1</h1>')
    assert.equal((await parts('python-3141'))!.head.name, 'Python 3.14.1')
  })

  test('are not kept of drafts, nor of what is made up', async ({ assert }) => {
    for (const slug of ['python-3143', 'python-999']) {
      assert.isNull(await parts(slug))
      assert.isNotEmpty(await countQueries(() => parts(slug)), slug)
    }
  })

  for (const [what, sql, shown] of CHANGES) {
    test(`are new at once when ${what} changes`, async ({ assert }) => {
      assert.notInclude((await parts())!.body, shown)
      assert.isEmpty(await countQueries(() => parts()))
      await db.rawQuery(sql)
      assert.include((await parts())!.body, shown)
      await announced()
      assert.include((await parts())!.body, shown)
    })
  }

  test('show nothing of a change before it is committed', async ({ assert }) => {
    const { body } = (await parts())!
    const trx = await db.transaction()
    await trx.from('downloads_release_files').update({ description: 'not yet' })
    assert.equal((await parts())!.body, body)
    await trx.commit()
    assert.include((await parts())!.body, 'not yet')
  })

  test('are gone when the release is a draft again, and the head tells of each change', async ({ assert, client }) => {
    const address = `/downloads/release/${SLUG}/`
    ;(await client.get(address)).assertStatus(200)
    await db.from('downloads_releases').where('slug', SLUG).update({ name: 'Python 3.14.2 again' })
    await announced()
    assert.include((await client.get(address)).text(), '<title>Python 3.14.2 again | ')
    await db.from('downloads_releases').where('slug', SLUG).update({ is_published: false })
    ;(await client.get(address)).assertStatus(404)
    await announced()
    ;(await client.get(address)).assertStatus(404)
  })
})
