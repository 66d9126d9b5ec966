import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AdminRefusal, type AnyRow } from '@pydotorg/platform/admin'
import { importedAgain, importOf } from '@pydotorg/platform/testing'
import { librarian, SHELVES, withShelves } from './sample_shelves.js'

const TABLE = 'admin_sample_shelves'
const rows = () => db.from(TABLE).select('name', 'open_until', 'extra').orderBy('name')

test.group('Imports of every kind of field', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have moments and JSON as an export wrote them as {$self}')
    .with(['csv', 'json'] as const)
    .run(async ({ client, assert, cleanup }, format) => {
      cleanup(await withShelves({ import: { key: 'name' } }))
      const imported = { client, user: await librarian(), list: SHELVES }
      await db.table(TABLE).multiInsert([
        { name: 'First', open_until: '2025-10-07T14:30:05Z', extra: JSON.stringify({ b: [1, 'ü'], a: null }) },
        { name: 'Second', open_until: null, extra: null },
      ])
      const before = await rows()
      const same = await importOf(
        imported,
        (await client.get(`${SHELVES}export/${format}/`).loginAs(imported.user)).text()
      )
      assert.match(same.preview.text(), /As before:\s+2\./)
      const answer = await importedAgain(imported, format, () => db.from(TABLE).delete())
      answer.assertHeader('location', SHELVES)
      assert.deepEqual(await rows(), before)
    })

  test('ask for a proof where the form does, and keep what was sent', async ({ client, assert, cleanup }) => {
    cleanup(await withShelves({ import: { key: 'name' }, sudo: true }))
    const user = await librarian()
    const opened = await client.get(`${SHELVES}import/`).loginAs(user).redirects(0)
    opened.assertStatus(303)
    for (const path of ['', 'preview/', 'refused/']) {
      const request = client.post(`${SHELVES}import/${path}`).loginAs(user).withCsrfToken().redirects(0)
      const answer = await request.form({ text: 'name\nFirst\n' })
      answer.assertStatus(422)
      answer.assertTextIncludes('Confirm that it is you')
      answer.assertTextIncludes('name\nFirst</textarea>')
    }
    assert.lengthOf(await rows(), 0)
  })

  test('add nothing where nobody adds, and change nothing where somebody may not', async ({
    client,
    assert,
    cleanup,
  }) => {
    const permissions = { view: 'admin.manage_people', add: null, change: 'admin.manage_people' }
    const allows = (verb: string, row: AnyRow) => verb !== 'change' || row['name'] !== 'Locked'
    cleanup(await withShelves({ import: { key: 'name' }, permissions, allows }))
    await db.table(TABLE).multiInsert([{ name: 'Locked' }, { name: 'Open' }])
    const text = 'name,open until\nNew,2025-10-07\nLocked,2025-10-07\nOpen,2025-10-07\n'
    const { preview, take } = await importOf({ client, user: await librarian(), list: SHELVES }, text)
    preview.assertTextIncludes('You may not add records.')
    preview.assertTextIncludes('You may not change this record.')
    ;(await take()).assertStatus(422)
    const opened = (await rows()).map(({ name, open_until: until }) => [name, until?.toISOString() ?? null])
    assert.deepEqual(opened, [
      ['Locked', null],
      ['Open', '2025-10-07T00:00:00.000Z'],
    ])
  })

  test('say what a service refuses, and go on with the others', async ({ client, assert, cleanup }) => {
    const save = async ({ input }: { input: Record<string, unknown> }) => {
      if (input.name === 'Second') throw new AdminRefusal('There is no room for it.')
      if (input.name === 'Third') throw new Error('A disk is full.')
      await db.table(TABLE).insert({ name: input.name })
      return {} as never
    }
    cleanup(await withShelves({ import: { key: 'name' }, save }))
    const user = await librarian()
    const { take } = await importOf({ client, user, list: SHELVES }, 'name\nFirst\nSecond\nThird\nFourth\n')
    const answer = await take()
    answer.assertStatus(422)
    answer.assertTextIncludes('There is no room for it.')
    answer.assertTextIncludes('It failed, and the log of the site says why.')
    assert.notInclude(answer.text(), 'A disk is full.')
    assert.deepEqual(
      (await rows()).map(({ name }) => name),
      ['First', 'Fourth']
    )
  })

  test('name what to do with more rows, where there is something', async ({ client, cleanup }) => {
    cleanup(await withShelves({ import: { key: 'name', more: 'For more there is shelves:import.' } }))
    const user = await librarian()
    const lines = Array.from({ length: 1_001 }, (_row, index) => `Shelf ${index}`)
    const { preview } = await importOf({ client, user, list: SHELVES }, `name\n${lines.join('\n')}`)
    preview.assertStatus(422)
    preview.assertTextIncludes('send them in parts. For more there is shelves:import.')
  })
})
