import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { Plugin } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'

interface TableState {
  rows: number
  /** Of all values of all rows, whatever their order. */
  digest: string
}

async function seed({ manifest }: Plugin): Promise<void> {
  for (const load of manifest.seeders ?? []) {
    const { default: run } = await load()
    await run()
  }
}

async function tables(): Promise<string[]> {
  const { rows } = (await db.rawQuery(
    `select table_name as name from information_schema.tables
     where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`
  )) as { rows: { name: string }[] }
  return rows.map(({ name }) => name)
}

async function stateOf(table: string): Promise<TableState> {
  const { rows } = (await db.rawQuery(
    `select count(*)::int as rows, coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest
     from ?? t`,
    [table]
  )) as { rows: [TableState] }
  return rows[0]
}

async function stateOfAll(): Promise<Record<string, TableState>> {
  const states: Record<string, TableState> = {}
  for (const table of await tables()) states[table] = await stateOf(table)
  return states
}

test.group('Seeders of plugins', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  // What a plugin fills by the contract of another that it names is the other's table, and stands in the audit log.
  test('fill tables of their own plugin and of those it names only, and change nothing when they run again', async ({
    assert,
  }) => {
    for (const plugin of registeredPlugins) {
      const before = await stateOfAll()
      await seed(plugin)
      const seeded = await stateOfAll()
      const touched = Object.keys(seeded).filter((table) => seeded[table]?.digest !== before[table]?.digest)
      assert.equal(touched.length > 0, Boolean(plugin.manifest.seeders?.length), `${plugin.name} seeds nothing`)
      const { requires = [], uses = [] } = plugin.manifest
      const prefixes = [plugin.name, ...requires, ...uses].map((name) => `${name}_`)
      assert.deepEqual(
        touched.filter((table) => table !== 'audit_entries' && !prefixes.some((prefix) => table.startsWith(prefix))),
        []
      )
      await seed(plugin)
      assert.deepEqual(await stateOfAll(), seeded)
    }
  }).timeout(120_000)
})
