import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AdminDirectory, type AdminResource } from '@pydotorg/platform/admin'
import { countQueries } from '@pydotorg/platform/testing'
import { exportRows, type ExportFormat } from '#services/list/export_rows'
import { librarian, SHELVES, withShelves } from './sample_shelves.js'

const ROWS = 10_000
/** Of a thousand rows each, and one that finds no more. */
const QUERIES = 11

async function manyShelves(): Promise<AdminResource> {
  await db.rawQuery(
    "insert into admin_sample_shelves (name) select 'Shelf ' || n from generate_series(1, ?::int) as n",
    [ROWS]
  )
  const resources = await (await app.container.make(AdminDirectory)).resources()
  return resources.find(({ key }) => key === 'admin.sample_shelves')!
}

test.group('Exports of many rows', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('as {$self} are read while they are sent: never more than a few batches ahead')
    .with(['csv', 'json'] as ExportFormat[])
    .run(async ({ assert, cleanup }, format) => {
      cleanup(await withShelves())
      const user = await librarian()
      const resource = await manyShelves()
      const stream = exportRows(resource, user, { scope: { q: '', filters: {}, date: '' }, format })
      const chunks = stream[Symbol.asyncIterator]()
      let longest = 0
      const begun = await countQueries(async () => {
        for (let count = 0; count < 2; count += 1) await chunks.next()
        // Time enough to read on, for who would.
        await new Promise((resolve) => setTimeout(resolve, 300))
      })
      assert.isAtLeast(begun.length, 1)
      assert.isAtMost(begun.length, 4, 'the first rows are sent before the last ones are read')
      let text = ''
      const rest = await countQueries(async () => {
        for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
          longest = Math.max(longest, String(next.value).length)
          text += String(next.value)
        }
      })
      assert.equal(begun.length + rest.length, QUERIES)
      assert.isBelow(longest, 100_000, 'a batch is all that is held')
      assert.include(text, `Shelf ${ROWS}`)
    })

  test('have each row once when they are downloaded', async ({ assert, client, cleanup }) => {
    cleanup(await withShelves())
    const user = await librarian()
    await manyShelves()
    const file = await client.get(`${SHELVES}export/csv/`).loginAs(user)
    file.assertStatus(200)
    const lines = file.text().trim().split('\r\n')
    assert.lengthOf(lines, ROWS + 1)
    assert.lengthOf([...new Set(lines)], ROWS + 1)
  })
})
