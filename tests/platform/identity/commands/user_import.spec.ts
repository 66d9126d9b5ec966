import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { User } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { PasswordChanges, Passwords } from '@pydotorg/platform/identity/passwords'
import { UserFactory } from '@pydotorg/platform/testing'
import { WireCredentials } from '@pydotorg/platform/wire_api'
import { TemporaryFolders } from '#tests/temporary_folder'
import { quietTerminal, run, type Outcome } from './terminal.js'

const FIXTURE = app.makePath('tests/fixtures/django_accounts.json')

const ADAS_KEY = 'adaadaadaadaadaadaadaadaadaadaadaadaada1'
const ADAS_TOKEN = 'ada2'.repeat(10)

/** A user as dumpdata writes one. */
function user(pk: unknown, username: string, fields: object = {}) {
  const flags = { is_superuser: false, is_staff: false, is_active: true }
  const names = { username, email: `${username}@example.org`, first_name: '', last_name: '' }
  const rest = {
    password: '!',
    last_login: null,
    date_joined: '2014-03-02T10:00:00Z',
    groups: [],
    user_permissions: [],
  }
  return { model: 'users.user', pk, fields: { ...flags, ...names, ...rest, ...fields } }
}

function address(owner: unknown, email: string, fields: object = {}) {
  return {
    model: 'account.emailaddress',
    pk: 1,
    fields: { user: owner, email, verified: true, primary: true, ...fields },
  }
}

test.group('user:import', (group) => {
  const folders = new TemporaryFolders()
  group.each.setup(() => quietTerminal())
  group.teardown(() => folders.remove())

  async function importRows(...rows: object[]): Promise<Outcome> {
    const folder = await folders.make({ 'users.json': JSON.stringify(rows) })
    return run('user:import', join(folder, 'users.json'))
  }

  test('takes people in with their ids, names, dates and privacy', async ({ assert }) => {
    const { exitCode, lines } = await run('user:import', FIXTURE)
    assert.equal(exitCode, 0)
    const ada = await User.findOrFail(7)
    assert.deepInclude(ada.toJSON(), {
      username: 'ada.lovelace',
      email: 'Ada@example.org',
      firstName: 'Ada',
      lastName: 'Lovelace',
      isStaff: true,
      isSuperuser: true,
      isActive: true,
      bio: 'Wrote *notes*.',
      searchVisibility: 'private',
      emailPrivacy: 'public',
      publicProfile: false,
    })
    assert.equal(ada.dateJoined.toUTC().toISO(), '2010-05-01T00:00:00.000Z')
    assert.equal(ada.lastLoginAt!.toUTC().toISO(), '2024-10-07T08:30:00.250Z')
    const grace = await User.findOrFail(8)
    assert.deepInclude(grace.toJSON(), { isActive: false, emailPrivacy: 'private', searchVisibility: 'public' })
    assert.isNull((await User.findOrFail(9)).password)
    const output = lines.join('\n')
    assert.match(output, /users\.user\|3\|0\|0\|0\|0/)
    assert.include(output, '1 further ones were left out')
    assert.include(output, '1 rows are nothing about accounts')
  })

  test('believes that an address is confirmed when it was there', async ({ assert }) => {
    await run('user:import', FIXTURE)
    assert.isNotNull((await User.findOrFail(7)).emailVerifiedAt)
    assert.isNull((await User.findOrFail(8)).emailVerifiedAt, 'hers was not')
    assert.isNull((await User.findOrFail(9)).emailVerifiedAt, 'nothing is known of hers')
  })

  test('keeps passwords, which are hashed anew when they are used', async ({ assert }) => {
    await run('user:import', FIXTURE)
    const passwords = await app.container.make(Passwords)
    const ada = await User.findOrFail(7)
    assert.isTrue(await passwords.verify(ada.password, 'Analytical Engine'))
    assert.isFalse(await passwords.verify(ada.password, 'analytical engine'))
    await (await app.container.make(PasswordChanges)).refresh(ada, 'Analytical Engine')
    assert.match(ada.password!, /^\$scrypt/)
  })

  test('keeps groups and permissions by their names', async ({ assert }) => {
    await run('user:import', FIXTURE)
    const ada = await (await User.findOrFail(7)).loadAccess()
    assert.deepEqual(ada.groups, ['Job Board Admin'])
    await ada.merge({ isSuperuser: false }).save()
    assert.isTrue(ada.can('jobs.can_moderate_jobs'))
    assert.isTrue(ada.can('sponsors.sponsor_publisher'))
    assert.isFalse(ada.can('jobs.add_job'))
  })

  test("keeps keys of python.org's API, as hashes", async ({ assert }) => {
    await run('user:import', FIXTURE)
    const credentials = await app.container.make(WireCredentials)
    const account = { id: 7, isActive: true, isStaff: true }
    assert.deepInclude(await credentials.byApiKey('ada.lovelace', ADAS_KEY), account)
    assert.deepInclude(await credentials.byToken(ADAS_TOKEN), account)
    const rows = await db.from('access_tokens').where('user_id', 7)
    assert.notInclude(JSON.stringify(rows), ADAS_KEY)
    assert.notInclude(JSON.stringify(rows), ADAS_TOKEN)
  })

  test('changes nothing when it runs again, what was changed here neither', async ({ assert }) => {
    await run('user:import', FIXTURE)
    const ada = await User.findOrFail(7)
    await ada.merge({ firstName: 'Augusta', password: 'new' }).save()
    const tables = ['users', 'groups', 'group_members', 'group_permissions', 'user_permissions', 'access_tokens']
    const state = async () => {
      const rows: object[] = []
      for (const table of tables) rows.push(await db.from(table).orderByRaw('1, 2'))
      return rows
    }
    const before = await state()
    const { exitCode, lines } = await run('user:import', FIXTURE)
    assert.equal(exitCode, 0)
    assert.deepEqual(await state(), before)
    assert.match(lines.join('\n'), /users\.user\|0\|0\|3\|0\|0/)
  })

  test('gives accounts that are made later ids after those that came', async ({ assert }) => {
    await importRows(user(300_000, 'late'))
    const made = await UserFactory.create()
    assert.isAbove(made.id, 300_000)
  })

  test('reads JSON lines as well', async ({ assert }) => {
    const lines = [user(1, 'one'), 'no object', user(2, 'two')].map((row) => JSON.stringify(row))
    const folder = await folders.make({ 'users.jsonl': `${lines.join('\n')}\n{broken\n` })
    const outcome = await run('user:import', join(folder, 'users.jsonl'))
    assert.equal(outcome.exitCode, 2)
    assert.includeMembers(
      outcome.lines.map((line) => line.replace(/^\[.*?\] /, '')),
      ['row 2: not taken in: it is no object of a model', 'row 4: not taken in: it is no object of a model']
    )
    assert.lengthOf(await User.findMany([1, 2]), 2)
  })

  test('understands ids instead of names', async ({ assert }) => {
    await importRows(
      { model: 'auth.group', pk: 5, fields: { name: 'Editors', permissions: [12] } },
      user(1, 'one', { groups: [5] }),
      address(1, 'one@example.org'),
      { model: 'tastypie.apikey', pk: 1, fields: { user: 1, key: ADAS_KEY } }
    )
    const one = await (await User.findOrFail(1)).loadAccess()
    assert.deepEqual(one.groups, ['Editors'])
    assert.isNotNull(one.emailVerifiedAt)
    assert.isNotNull(await (await app.container.make(WireCredentials)).byApiKey('one', ADAS_KEY))
  })

  test('leaves out {0}, says why, and takes everybody else in')
    .with([
      ['a user without a pk', user(null, 'bad'), /users\.user, row 2, bad: not taken in: its pk is no id/],
      ['a pk that is no id', user('1; drop table users', 'bad'), /its pk is no id/],
      ['a name that is too long', user(5, 'x'.repeat(151)), /username field must not be greater than 150/],
      ['a user without a name', user(5, ''), /row 2, pk 5: not taken in: username: The username field/],
      ['a flag that is none', user(5, 'bad', { is_superuser: 'yes' }), /is_superuser: The value must be a boolean/],
      ['a date that is none', user(5, 'bad', { date_joined: 'yesterday' }), /its date_joined is no time: yesterday/],
      ['a character that the database refuses', user(5, 'bad', { bio: 'a\u0000b' }), /a NUL character in it/],
      ['a choice that there is not', user(5, 'bad', { email_privacy: 3 }), /email_privacy/],
      ["somebody else's id", user(4, 'bad'), /account 4 is somebody else here, here/],
      ["somebody else's name", user(5, 'HERE'), /the name belongs to account 4, here/],
      [
        'a key without an account',
        { model: 'tastypie.apikey', pk: 1, fields: { user: ['x'], key: ADAS_KEY } },
        /not here/,
      ],
      ['a key that is none', { model: 'authtoken.token', pk: 'a b', fields: { user: ['here'] } }, /its key is none/],
      [
        "somebody else's key",
        { model: 'tastypie.apikey', pk: 1, fields: { user: ['here'], key: 'c'.repeat(40) } },
        /its key belongs/,
      ],
      ['a group without a name', { model: 'auth.group', pk: 1, fields: { name: '' } }, /no text of 1 to 150/],
    ] as const)
    .run(async ({ assert }, [, bad, sentence]) => {
      await UserFactory.merge({ id: 4, username: 'here' }).create()
      const { id: userId } = await UserFactory.create()
      await (await app.container.make(AccessTokens)).keep('api_v1', [{ userId, text: 'c'.repeat(40) }])
      const { exitCode, lines } = await importRows(user(1, 'one'), bad, user(2, 'two'))
      assert.equal(exitCode, 2)
      assert.match(lines.join('\n'), sentence)
      assert.lengthOf(
        lines.filter((line) => line.includes('not taken in:')),
        1
      )
      assert.lengthOf(await User.findMany([1, 2, 4]), 3)
      assert.lengthOf(await User.findMany([5]), 0)
      assert.notInclude(lines.join('\n'), ADAS_KEY)
    })

  test('keeps everybody when two have one address, or none', async ({ assert }) => {
    const { exitCode, lines } = await importRows(
      user(1, 'first', { email: 'same@example.org' }),
      user(2, 'owner', { email: 'SAME@example.org' }),
      address(['owner'], 'same@example.org'),
      user(3, 'nobody', { email: '' }),
      user(4, 'nowhere', { email: '' }),
      user(5, 'elsewhere', { email: '' }),
      address(['elsewhere'], 'else@example.org')
    )
    assert.equal(exitCode, 2)
    const users = await User.query().whereBetween('id', [1, 5]).orderBy('id')
    assert.deepEqual(
      users.map(({ email, emailVerifiedAt }) => [email, emailVerifiedAt !== null]),
      [
        ['user-1@address.invalid', false],
        ['SAME@example.org', true],
        ['user-3@address.invalid', false],
        ['user-4@address.invalid', false],
        ['else@example.org', true],
      ]
    )
    const output = lines.join('\n')
    assert.match(output, /row 1, pk 1, first: altered: same@example\.org belongs to another account, so it got user-1@/)
    assert.match(output, /row 4, pk 3, nobody: altered: it has no address, so it got user-3@/)
    assert.match(output, /users\.user\|5\|0\|0\|3\|0/)
  })

  test('tells of passwords, groups and permissions that are lost', async ({ assert }) => {
    const { exitCode, lines } = await importRows(
      user(1, 'one', { password: 'bcrypt$$2b$12$abc', groups: [['Nobody']], user_permissions: [3] })
    )
    assert.equal(exitCode, 2)
    const output = lines.join('\n')
    assert.include(output, 'its password is hashed in a way that is not read here')
    assert.include(output, 'it is in a group that is not known')
    assert.include(output, 'dump with --natural-foreign')
    assert.isNull((await User.findOrFail(1)).password)
  })

  test('takes more people in than fit into one statement', async ({ assert }) => {
    const many = Array.from({ length: 1203 }, (_, index) => user(index + 1, `many${index + 1}`))
    const { exitCode, lines } = await importRows(...many, user(5000, 'many7'))
    assert.equal(exitCode, 2)
    assert.match(lines.join('\n'), /users\.user\|1203\|0\|0\|0\|1/)
    assert.lengthOf(await User.query().whereLike('username', 'many%').select('id'), 1203)
  })

  test('leaves out a row that the database refuses, and no other of its statement', async ({ assert }) => {
    // As when somebody takes the same name at the same moment.
    await db.rawQuery("alter table users add constraint no_bad check (username <> 'bad')")
    const { exitCode, lines } = await importRows(user(1, 'one'), user(2, 'bad'), user(3, 'three'))
    assert.equal(exitCode, 2)
    assert.match(lines.join('\n'), /row 2, pk 2, bad: not taken in: .*violates check constraint "no_bad"/)
    assert.match(lines.join('\n'), /users\.user\|2\|0\|0\|0\|1/)
    assert.lengthOf(await User.findMany([1, 2, 3]), 2)
  })

  test('leaves one trace with what came of it', async ({ assert }) => {
    await run('user:import', FIXTURE)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.users' })
    assert.lengthOf(entries, 1)
    assert.equal(entries[0]!.subject.id, 'django_accounts.json')
    assert.deepEqual(entries[0]!.after!['users.user'], { added: 3, changed: 0, unchanged: 0, altered: 0, skipped: 0 })
  })

  test('exits with 1 for {0}')
    .with([
      ['a file that is not there', null, /cannot be read: ENOENT/],
      ['a file that is cut off', '[{"model": "users.user"', /is no JSON: /],
      ['an empty file', '', /There is nothing in/],
      ['a file of something else', '[1, 2]', /There is nothing in .* as "manage\.py dumpdata" writes it/],
    ] as const)
    .run(async ({ assert }, [, contents, sentence]) => {
      const folder = await folders.make(contents === null ? {} : { 'users.json': contents })
      const { exitCode, lines } = await run('user:import', join(folder, 'users.json'))
      assert.equal(exitCode, 1)
      assert.match(lines.join('\n'), sentence)
    })
})
