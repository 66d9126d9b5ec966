import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { Fragments, fragmentStore } from '@pydotorg/platform/cache'
import { announceTables, TableWatch, TABLES_CHANNEL, tableTag } from '@pydotorg/platform/page_cache'
import { ChangeLog } from '@pydotorg/platform/page_cache/change_log'
import { PageRendering, whileRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { waitUntil } from '../features/wait_until.js'
import { quiet } from './shared_places.js'

const TABLE = 'table_fragments_pets'
const KEPT = { lifetime: 60, tags: [], tables: [TABLE] }

/** Fragments of a process that hears of changes of tables, as a web process does. */
async function hearing({ knowsTables = true } = {}) {
  const fragments = new Fragments({ store: fragmentStore(), db, log: { ...quiet } })
  const watch = new TableWatch(new ChangeLog(), (tags) => fragments.forgetTables(tags))
  fragments.trustTables((tables) => watch.areQuiet(tables))
  const connection = { connectionString: String(process.env.DATABASE_URL) }
  const tables = await announceTables(connection)
  if (knowsTables) watch.know(tables.all, tables.announced)
  const client = db.connection().getWriteClient()
  watch.watch(client)
  const listener = new AnnouncementListener({ connection, log: quiet })
  listener.add({ name: TABLES_CHANNEL, heard: (table) => watch.heard(table) })
  await listener.start()
  let made = 0
  return {
    ...{ fragments, watch },
    /** How often the list of pets was made when it is shown now. */
    shown: () => fragments.remember('pets.list', KEPT, () => (made += 1)),
    stop: async () => {
      watch.unwatch(client)
      await listener.stop()
    },
  }
}

test.group('Fragments made of tables', (group) => {
  group.setup(async () => {
    await db.rawQuery(`create table ${TABLE} (id int generated always as identity, name text)`)
    return () => db.rawQuery(`drop table ${TABLE}`)
  })

  test('are kept until somebody changes a table, from wherever', async ({ assert, cleanup }) => {
    const { shown, watch, stop } = await hearing()
    cleanup(stop)
    assert.equal(await shown(), 1)
    assert.equal(await shown(), 1)
    // As by psql: this process sends no statement that names the table.
    await db.rawQuery(`do $$ begin execute 'insert into ' || 'table_fragments' || '_pets (name) values (1)'; end $$`)
    assert.isTrue(await waitUntil(async () => (await shown()) > 1, 1000))
    assert.isTrue(await waitUntil(() => watch.areQuiet([TABLE]), 3000))
  })

  test('are made for each visitor while a transaction changes a table', async ({ assert, cleanup }) => {
    const { shown, watch, stop } = await hearing()
    cleanup(stop)
    assert.equal(await shown(), 1)
    const trx = await db.transaction()
    await trx.from(TABLE).delete()
    assert.equal(await shown(), 2)
    assert.equal(await shown(), 3)
    await trx.commit()
    assert.isTrue(await waitUntil(() => watch.areQuiet([TABLE]), 3000))
    const last = await shown()
    assert.equal(await shown(), last)
  })

  test('are not kept where nobody hears of changes', async ({ assert, cleanup }) => {
    const { shown, stop } = await hearing({ knowsTables: false })
    cleanup(stop)
    assert.deepEqual([await shown(), await shown()], [1, 2])
  })

  test('make a page that shows them one of those tables', async ({ assert, cleanup }) => {
    const { shown, stop } = await hearing()
    cleanup(stop)
    await shown()
    const rendering = new PageRendering(0, 'http://site.test')
    await whileRendering(rendering, shown)
    assert.deepEqual([...rendering.tags], [tableTag(TABLE)])
  })
})
