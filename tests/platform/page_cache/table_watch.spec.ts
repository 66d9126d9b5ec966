import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AnnouncementListener } from '@pydotorg/platform/announcements'
import { announceTables, TableWatch, TABLES_CHANNEL, tableTag } from '@pydotorg/platform/page_cache'
import { ChangeLog } from '@pydotorg/platform/page_cache/change_log'
import { PageRendering, whileRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { TableNames } from '@pydotorg/platform/page_cache/table_names'
import { waitUntil } from '../features/wait_until.js'

const TABLE = 'page_cache_pets'
const TAG = tableTag(TABLE)
const log = { info: () => undefined, warn: () => undefined }

/** A watch as a process has one, with a connection that listens. */
async function watching() {
  const changes = new ChangeLog()
  const dropped: string[] = []
  const watch = new TableWatch(changes, (tags) => {
    changes.note(tags)
    dropped.push(...tags)
  })
  const tables = await announceTables({ connectionString: String(process.env.DATABASE_URL) })
  watch.know(tables.all, tables.announced)
  watch.watch(db.connection().getWriteClient())
  const connection = { connectionString: String(process.env.DATABASE_URL) }
  const listener = new AnnouncementListener({ connection, log })
  listener.add({ name: TABLES_CHANNEL, heard: (table) => watch.heard(table) })
  await listener.start()
  /** Whether a page could be kept that is made of the table now. */
  const couldKeep = (): boolean => changes.isUnchangedSince(changes.now, [TAG])
  const stop = async (): Promise<void> => {
    watch.unwatch(db.connection().getWriteClient())
    await listener.stop()
  }
  return { changes, dropped, watch, couldKeep, stop }
}

test.group('Tables that pages are made of', (group) => {
  group.setup(async () => {
    await db.rawQuery(`create table ${TABLE} (id int generated always as identity, name text)`)
    return () => db.rawQuery(`drop table ${TABLE}`)
  })

  test('are found in the statements for a page', async ({ assert, cleanup }) => {
    const { stop } = await watching()
    cleanup(stop)
    const rendering = new PageRendering(0, 'http://site.test')
    await whileRendering(rendering, async () => {
      await db.from(TABLE).select('id')
      await db.rawQuery(`select count(*) from users where exists (select from "${TABLE}")`)
    })
    await db.from('groups').select('id')
    assert.sameMembers([...rendering.tags], [TAG, tableTag('users')])
    assert.isNull(rendering.refused)
  })

  test('make no page to be kept when nobody hears of their changes', async ({ assert, cleanup }) => {
    const { stop, watch } = await watching()
    cleanup(stop)
    const rendering = new PageRendering(0, 'http://site.test')
    rendering.declare({ lifetime: 60 })
    await whileRendering(rendering, async () => void (await db.from('sessions').select('id').limit(1)))
    assert.isNull(rendering.keptFor)
    assert.deepEqual(watch.unannounced, ['sessions'])
  })

  test('drop pages at once when they are written, and once more when that is announced', async ({
    assert,
    cleanup,
  }) => {
    const { couldKeep, dropped, stop } = await watching()
    cleanup(stop)
    await db.table(TABLE).insert({ name: 'Snake' })
    assert.include(dropped, TAG)
    assert.isTrue(await waitUntil(() => couldKeep(), 900))
    assert.isAtLeast(dropped.filter((tag) => tag === TAG).length, 2)
  })

  test('make no page to be kept before a transaction has ended that writes them', async ({ assert, cleanup }) => {
    const { couldKeep, dropped, stop } = await watching()
    cleanup(stop)
    const trx = await db.transaction()
    await trx.from(TABLE).update({ name: 'Python' })
    assert.isFalse(couldKeep())
    const beforeCommit = dropped.length
    await trx.commit()
    assert.isTrue(await waitUntil(() => dropped.length > beforeCommit && couldKeep(), 900))
  })

  test('are as before when a transaction is rolled back', async ({ assert, cleanup }) => {
    const { couldKeep, stop } = await watching()
    cleanup(stop)
    const trx = await db.transaction()
    await trx.from(TABLE).delete()
    const nested = await trx.transaction()
    await nested.from(TABLE).delete()
    await nested.rollback()
    assert.isFalse(couldKeep())
    await trx.rollback()
    assert.isTrue(couldKeep())
  })

  test('drop pages when they are changed by hand, from elsewhere', async ({ assert, cleanup }) => {
    const { dropped, stop, watch } = await watching()
    cleanup(stop)
    // As if another process had sent it.
    watch.unwatch(db.connection().getWriteClient())
    await db.rawQuery(`update ${TABLE} set name = 'Cobra'`)
    assert.isTrue(await waitUntil(() => dropped.includes(TAG), 1000))
  })

  test('get their trigger once, and those that no page shows get none', async ({ assert }) => {
    const first = await announceTables({ connectionString: String(process.env.DATABASE_URL) })
    const second = await announceTables({ connectionString: String(process.env.DATABASE_URL) })
    assert.sameMembers([...first.announced], [...second.announced])
    assert.isTrue(first.announced.has(TABLE))
    assert.isTrue(first.all.has('sessions'))
    assert.isFalse(first.announced.has('sessions'))
  })
})

test.group('Names of tables in statements', () => {
  const names = new TableNames(new Set(['pets', 'pets_owners']))

  test('are words of their own', ({ assert }) => {
    assert.deepEqual(names.of('select * from "pets" join pets_owners on 1 = 1').tables, ['pets', 'pets_owners'])
    assert.deepEqual(names.of('select * from carpets, pets_of_others').tables, [])
  })

  test('stand in statements that read or that change', ({ assert }) => {
    assert.isFalse(names.of('select updated_at, deleted from pets').changes)
    for (const sql of ['insert into pets', 'with old as (delete from pets) select 1', 'TRUNCATE pets']) {
      assert.isTrue(names.of(sql).changes, sql)
    }
  })
})
