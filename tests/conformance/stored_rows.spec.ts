import db from '@adonisjs/lucid/services/db'
import type { WireField, WireResource } from '@pydotorg/platform/wire_api'
import { test } from '@japa/runner'
import { readColumns } from '../../app/platform/wire_api/read_columns.js'
import { rowObjects } from '../../app/platform/wire_api/row_objects.js'
import { compactRows } from '../../app/platform/wire_api/v2/v2_answers.js'
import { isStored, storedList, type StoredResource } from '../../app/platform/wire_api/v2/stored_rows.js'
import { registeredPlugins } from './registered_plugins.js'

/** Quotes in a Host header and what JavaScript's replacements take for a pattern. */
const BEFORE = 'https://"odd"$&$1.test/api/v2/'

/** Values of each kind that tempt somebody to write them in another way. */
const VALUES = {
  text: [
    '',
    'Python 3.14.0rc2',
    '"quoted" and \\back\\slashed\\u0041',
    'controls \u0001\u0002\u0008\u0009\u000a\u000b\u000c\u000d\u001f\u007f\u0080',
    'lines \u2028 and \u2029',
    "<b>&amp;</b> '/ %",
    'Pythön, Питон, 蟒蛇, 🐍, e\u0301, \ufeff\uffff',
    'null',
  ],
  integer: [0, 3, -1, 2_147_483_647],
  boolean: [true, false],
  moment: [
    '2025-10-07T00:00:00Z',
    '2025-10-07T12:34:56.789012Z',
    '2025-10-07T23:59:59.120000+05:30',
    '1991-02-20T00:00:00.000001Z',
    '0999-12-31T23:59:59.999999Z',
  ],
  related: [1, 100_001],
  elsewhere: [null, 5, 100_001],
}

/** More than the network brings at once. */
const ROWS = 120

function valueOf({ kind }: WireField, turn: number) {
  if (kind === 'own_address') return null
  const values = VALUES[kind]
  return values[turn % values.length]!
}

const tableOf = ({ from }: WireResource) => from.split(/\s/, 1)[0]!

/**
 * Puts a table without constraints in front of the resource's own until the transaction ends, since no rule of a domain
 * lets such rows in. Its rows differ in every field.
 */
async function coverTable(resource: StoredResource): Promise<void> {
  const table = tableOf(resource)
  await db.rawQuery(
    'create temporary table ?? (like ?? including generated including identity including defaults) on commit drop',
    [table, table]
  )
  const { rows: columns } = await db.rawQuery<{ rows: { name: string }[] }>(
    `select attname as name from pg_attribute
     where attrelid = ?::regclass and attnum > 0 and attnotnull and attidentity = '' and attgenerated = ''`,
    [`pg_temp.${table}`]
  )
  for (const { name } of columns) await db.rawQuery('alter table ?? alter column ?? drop not null', [table, name])
  const fields = Object.values(resource.fields).filter((field) => 'column' in field)
  for (let row = 0; row < ROWS; row += 1) {
    const values = fields.map((field, index) => [field.column.replace(`${table}.`, ''), valueOf(field, row + index)])
    await db.table(table).insert(Object.fromEntries(values))
  }
}

async function storedResources(): Promise<[path: string, resource: StoredResource][]> {
  const sources = registeredPlugins.flatMap(({ manifest }) => manifest.contributes?.wireResources ?? [])
  const resources = await Promise.all(sources.map(async (source) => (await source()).default))
  return resources.filter(isStored).map((resource) => [resource.path, resource])
}

test.group('Rows that are kept as JSON for the API', (group) => {
  group.each.setup(async () => {
    const transaction = await db.beginGlobalTransaction()
    return () => transaction.rollback()
  })

  for (const [dateStyle, zone] of [
    ['ISO, MDY', 'UTC'],
    ['SQL, DMY', 'Asia/Kolkata'],
  ] as const) {
    test(`{0} keeps them byte for byte as they are written from columns (${dateStyle}, ${zone})`)
      .with(storedResources)
      .run(async ({ assert }, [, resource]) => {
        await db.rawQuery(`set local datestyle = '${dateStyle}'; set local timezone = '${zone}'`)
        await coverTable(resource)
        const columns = await readColumns(resource, { conditions: [] })
        const style = { moment: (naive: string) => `${naive}Z`, address: { before: BEFORE, after: '/' } }
        const written = rowObjects(resource, columns, style)
        const stored = await storedList(resource, [], BEFORE)
        assert.lengthOf(written, ROWS)
        assert.equal(stored.toString(), `[${compactRows(written).join()}]`)
      })
  }
})
