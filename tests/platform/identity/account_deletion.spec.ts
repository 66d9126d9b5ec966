import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { AccountDeletion, LastSuperuser, PersonalDataExport } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { operator } from './operator.js'

interface Reference {
  table_name: string
  delete_rule: string
}

test.group('Deleting an account', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('takes what belongs to it, and leaves an entry in the audit log', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'leaver' }).create()
    await (await app.container.make(AccessTokens)).issue(user, { name: 'Tool', scopes: ['read'] }, operator)
    await (await app.container.make(AccountDeletion)).delete(user, operator)
    assert.isNull(await db.from('users').where('id', user.id).first())
    assert.isNull(await db.from('access_tokens').where('user_id', user.id).first())
    const entry = await db.from('audit_entries').where('action', 'platform.user.delete').orderBy('id', 'desc').first()
    assert.equal(entry.subject_label, 'leaver')
    assert.equal(entry.before.username, 'leaver')
    assert.notProperty(entry.before, 'email')
  })

  test('is refused to the last superuser, and not to one of two', async ({ assert }) => {
    await db.from('users').where('is_superuser', true).update({ is_superuser: false })
    const deletion = await app.container.make(AccountDeletion)
    const last = await UserFactory.apply('superuser').create()
    // Somebody who cannot sign in is no help.
    await UserFactory.apply('superuser').apply('inactive').create()
    await assert.rejects(() => deletion.delete(last, operator), LastSuperuser.message)
    assert.isNotNull(await db.from('users').where('id', last.id).first())
    await UserFactory.apply('superuser').create()
    await deletion.delete(last, operator)
    assert.isNull(await db.from('users').where('id', last.id).first())
  })

  test('is decided by the database: every reference to an account says what becomes of its row', async ({ assert }) => {
    const { rows } = await db.rawQuery<{ rows: Reference[] }>(
      `select conrelid::regclass::text as table_name, confdeltype as delete_rule from pg_constraint
       where contype = 'f' and confrelid = 'users'::regclass`
    )
    assert.isNotEmpty(rows)
    // c: cascade, n: set null
    assert.deepEqual(
      rows.filter(({ delete_rule: rule }) => !['c', 'n'].includes(rule)),
      []
    )
  })
})

test.group('The export of a person', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has their rows, nobody else’s, and no secret', async ({ assert }) => {
    const [user, other] = await UserFactory.merge([
      { firstName: 'Ada', password: 'scrypt-hash-of-ada' },
      { firstName: 'Bob' },
    ]).createMany(2)
    const tokens = await app.container.make(AccessTokens)
    const { text, token } = await tokens.issue(user!, { name: 'Tool of Ada', scopes: ['read'] }, operator)
    await tokens.issue(other!, { name: 'Tool of Bob', scopes: ['read'] }, operator)
    const exported = JSON.parse(JSON.stringify(await (await app.container.make(PersonalDataExport)).of(user!)))
    assert.equal(exported.data['identity.account'].records.first_name, 'Ada')
    const [first] = exported.data['identity.access_tokens'].records
    assert.deepInclude(first, { name: 'Tool of Ada', scopes: ['read'], prefix: text.slice(0, 12) })
    const json = JSON.stringify(exported)
    for (const hidden of ['Tool of Bob', 'scrypt-hash-of-ada', text, token.hash]) assert.notInclude(json, hidden)
  })

  test('has a part for every table that belongs to a person', async ({ assert }) => {
    const { rows } = await db.rawQuery<{ rows: Reference[] }>(
      `select conrelid::regclass::text as table_name from pg_constraint
       where contype = 'f' and confrelid = 'users'::regclass `
    )
    // Those of the account itself, and those that hold nothing but secrets or what is gone in two weeks.
    const elsewhere = ['group_members', 'user_permissions', 'sessions', 'totp_secrets', 'recovery_codes']
    const parts = (await app.container.make(PersonalDataExport)).parts().map(({ key }) => key)
    const tells = (table: string) => (key: string) =>
      key === `identity.${table}` || table.startsWith(`${key.split('.')[0]}_`)
    const missing = rows
      .map(({ table_name: table }) => table)
      .filter((table) => !elsewhere.includes(table) && !parts.some(tells(table)))
    assert.deepEqual(missing, [], 'contribute `personalData` for these tables')
  })

  test('says of each part what becomes of it, in a sentence', async ({ assert }) => {
    for (const { key, title, explanation } of (await app.container.make(PersonalDataExport)).parts()) {
      assert.match(key, /^[a-z_]+\.[a-z_]+$/)
      assert.isNotEmpty(title, key)
      assert.match(explanation, /^[A-Z].*\.$/, key)
    }
  })
})
