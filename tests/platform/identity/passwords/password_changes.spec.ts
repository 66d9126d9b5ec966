import { pbkdf2Sync } from 'node:crypto'
import { configProvider } from '@adonisjs/core'
import { MessageBuilder } from '@adonisjs/core/helpers'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { defineConfig, SessionCollection, stores } from '@adonisjs/session'
import type { ResolvedSessionConfig } from '@adonisjs/session/types'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { UserSessions, type User } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { OneTimeLinks } from '@pydotorg/platform/identity/one_time_links'
import { PasswordChanges, Passwords, PasswordTooLong } from '@pydotorg/platform/identity/passwords'
import { TrustedDevices } from '@pydotorg/platform/identity/second_factors'
import { UserFactory } from '@pydotorg/platform/testing'
import { operator } from '../operator.js'
import { cookiesOf, visit } from '../visitor.js'

/** Sessions in the database, as the site has them; those of tests are in memory. */
async function sessionsInDatabase(): Promise<SessionCollection> {
  const config = defineConfig({ store: 'database', stores: { database: stores.database({ tableName: 'sessions' }) } })
  return new SessionCollection((await configProvider.resolve<ResolvedSessionConfig>(app, config))!)
}

async function passwordChanges(): Promise<PasswordChanges> {
  return new PasswordChanges({
    passwords: await app.container.make(Passwords),
    sessions: new UserSessions(await sessionsInDatabase()),
    devices: await app.container.make(TrustedDevices),
    links: new OneTimeLinks(),
    audit: await app.container.make(AuditLog),
  })
}

/** As the site's middleware writes it. */
async function startSession(id: string, user: User): Promise<void> {
  await (await sessionsInDatabase()).tag(id, String(user.id))
  const data = new MessageBuilder().build({ auth_web: user.id }, undefined, id)
  await db.from('sessions').where('id', id).update({ data })
}

test.group('A new password', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('counts from now on, and the old one no more', async ({ assert }) => {
    const passwords = await app.container.make(Passwords)
    const changes = await passwordChanges()
    const user = await UserFactory.create()
    await changes.change(user, { password: 'kilo-marsh-tulip', by: operator })
    await changes.change(user, { password: 'amber-quilt-otter', by: operator })
    await user.refresh()
    assert.isTrue(await passwords.verify(user.password, 'amber-quilt-otter'))
    assert.isFalse(await passwords.verify(user.password, 'kilo-marsh-tulip'))
  })

  test('ends the sessions of its owner but one, and of nobody else', async ({ assert }) => {
    const changes = await passwordChanges()
    const [ada, grace] = await UserFactory.createMany(2)
    await startSession('here', ada!)
    await startSession('elsewhere', ada!)
    await startSession('graces', grace!)
    await changes.change(ada!, { password: 'kilo-marsh-tulip', by: operator, keepSession: 'here' })
    const left = await db.from('sessions').whereIn('id', ['here', 'elsewhere', 'graces']).orderBy('id').select('id')
    assert.deepEqual(
      left.map(({ id }) => id),
      ['graces', 'here']
    )
  })

  test('makes every browser show the second factor again, and leaves access tokens alone', async ({ assert }) => {
    const changes = await passwordChanges()
    const devices = await app.container.make(TrustedDevices)
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const ctx = await visit()
    await devices.trust(ctx, user)
    const { text } = await tokens.issue(user, { name: 'Tools', scopes: ['read'] }, operator)
    await changes.change(user, { password: 'kilo-marsh-tulip', by: operator })
    assert.isFalse(await devices.isTrusted(await visit(cookiesOf(ctx)), user))
    assert.isNotNull(await tokens.verify(text))
  })

  test('makes links to a new password that are on their way worthless', async ({ assert }) => {
    const changes = await passwordChanges()
    const links = new OneTimeLinks()
    const user = await UserFactory.create()
    const wish = { email: user.email, validFor: { hours: 1 } }
    const reset = await links.issue(user, { ...wish, purpose: 'reset_password' })
    const confirm = await links.issue(user, { ...wish, purpose: 'confirm_email' })
    await changes.change(user, { password: 'kilo-marsh-tulip', by: operator })
    assert.equal((await links.look('reset_password', reset!))[0], 'used')
    assert.equal((await links.look('confirm_email', confirm!))[0], 'valid')
  })

  test('ends every session when somebody else sets it', async ({ assert }) => {
    const changes = await passwordChanges()
    const user = await UserFactory.create()
    await startSession('here', user)
    await changes.change(user, { password: 'kilo-marsh-tulip', by: operator })
    assert.lengthOf(await db.from('sessions').where('id', 'here'), 0)
  })

  test('may be none, and leaves a trace that does not tell it', async ({ assert }) => {
    const changes = await passwordChanges()
    const user = await UserFactory.create()
    await changes.change(user, { password: 'kilo-marsh-tulip', by: operator })
    await changes.change(user, { password: null, by: operator })
    await user.refresh()
    assert.isNull(user.password)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'user', id: user.id }, action: 'platform.password' })
    assert.lengthOf(entries, 2)
    assert.notMatch(JSON.stringify(entries), /tulip|scrypt/)
  })

  test('that is too long changes nothing', async ({ assert }) => {
    const changes = await passwordChanges()
    const user = await UserFactory.create()
    await startSession('here', user)
    await assert.rejects(() => changes.change(user, { password: 'a'.repeat(1025), by: operator }), PasswordTooLong)
    assert.lengthOf(await db.from('sessions').where('id', 'here'), 1)
  })
})

test.group('A password that was right just now', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const digest = pbkdf2Sync('tulip', 'salt', 1000, 32, 'sha256').toString('base64')
  const djangoHash = `pbkdf2_sha256$1000$salt$${digest}`

  test('is hashed anew when its hash came from Django, once', async ({ assert }) => {
    const changes = await passwordChanges()
    const passwords = await app.container.make(Passwords)
    const user = await UserFactory.merge({ password: djangoHash }).create()
    await changes.refresh(user, 'tulip')
    const renewed = user.password
    assert.match(renewed!, /^\$scrypt\$/)
    assert.isTrue(await passwords.verify(renewed, 'tulip'))
    await changes.refresh(user, 'tulip')
    assert.equal(user.password, renewed)
  })

  test('does not come back when it was changed meanwhile', async ({ assert }) => {
    const changes = await passwordChanges()
    const passwords = await app.container.make(Passwords)
    const user = await UserFactory.merge({ password: djangoHash }).create()
    const newer = await passwords.make('amber-quilt-otter')
    await db.from('users').where('id', user.id).update({ password: newer })
    await changes.refresh(user, 'tulip')
    assert.equal(user.password, newer)
  })
})
