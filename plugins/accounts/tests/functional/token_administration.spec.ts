import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { AccessToken, type User } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { countQueries, MailBox, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'

const LIST = '/admin/manage/accounts/tokens/'
const REASON = 'It was found in a public repository.'

async function keeper(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'accounts.manage_tokens' })
  return user
}

async function issue(owner: User, name: string, expiresAt: DateTime | null = null) {
  const tokens = await app.container.make(AccessTokens)
  return tokens.issue(owner, { name, scopes: ['read'], expiresAt }, consoleOrigin())
}

const sent = (request: ApiRequest, user: User) => request.loginAs(user).withCsrfToken().redirects(0)
const proved = (request: ApiRequest) => request.withSession({ 'identity.proved_at': Date.now() })

const revoke = (client: ApiClient, user: User, form: { ids: number[]; reason: string }) =>
  proved(sent(client.post(`${LIST}act/`), user)).form({ action: 'revoke', ...form })

test.group('Access tokens in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are listed for all accounts, without their texts', async ({ client, assert }) => {
    const user = await keeper()
    const owner = await UserFactory.create()
    const { text, token } = await issue(owner, 'Release tools')
    await issue(owner, 'Long gone', DateTime.utc().minus({ days: 1 }))
    const list = (await client.get(LIST).loginAs(user)).text()
    const page = (await client.get(`${LIST}${token.id}/`).loginAs(user)).text()
    for (const html of [list, page]) {
      assert.include(html, owner.username)
      assert.include(html, token.prefix)
      assert.notInclude(html, text)
      assert.notInclude(html, token.hash)
    }
    const over = (await client.get(LIST).qs({ f_life: 'over' }).loginAs(user)).text()
    assert.include(over, 'Long gone')
    assert.notInclude(over, 'Release tools')
    ;(await client.get(`${LIST}export/json/`).loginAs(user)).assertStatus(404)
  })

  test('are revoked with a reason, which its owner reads without where staff were', async ({
    client,
    assert,
    cleanup,
  }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const user = await keeper()
    const owner = await UserFactory.create()
    const { text, token } = await issue(owner, 'Release tools')
    const done = await revoke(client, user, { ids: [token.id], reason: REASON })
    done.assertStatus(303)
    assert.isNull(await AccessToken.find(token.id))
    assert.isNull(await (await app.container.make(AccessTokens)).verify(text))

    const subject = { type: 'access_token', id: token.id }
    const { entries } = await (await app.container.make(AuditLog)).page({ subject })
    assert.containsSubset(entries[0], {
      action: 'platform.access_token.revoke',
      actor: { id: user.id },
      reason: REASON,
    })
    const [mail, ...more] = await box.mails()
    assert.lengthOf(more, 0)
    assert.deepEqual(mail!.to, [owner.email])
    assert.equal(mail!.subject, 'An access token was revoked')
    assert.include(mail!.text, REASON)
    for (const secret of ['127.0.0.1', '::1', user.username, user.email]) assert.notInclude(mail!.text, secret)
    const again = await revoke(client, user, { ids: [token.id], reason: REASON })
    again.assertStatus(303)
  })

  test('are not revoked without a reason, nor without a fresh proof', async ({ client, assert }) => {
    const user = await keeper()
    const { token } = await issue(await UserFactory.create(), 'Release tools')
    const without = await revoke(client, user, { ids: [token.id], reason: '' })
    without.assertStatus(422)
    without.assertTextIncludes('Fill this in.')
    const act = { action: 'revoke', ids: [token.id], reason: REASON }
    const unproved = await sent(client.post(`${LIST}act/`), user).form(act)
    assert.match(String(unproved.header('location')), /^\/accounts\/confirm\//)
    assert.isNotNull(await AccessToken.find(token.id))
  })

  test('are neither made, changed nor deleted here', async ({ client }) => {
    const user = await keeper()
    const { token } = await issue(await UserFactory.create(), 'Release tools')
    ;(await proved(client.get(`${LIST}new/`).loginAs(user))).assertStatus(403)
    ;(await proved(sent(client.post(`${LIST}${token.id}/`), user)).form({ name: 'Mine' })).assertStatus(403)
    ;(await proved(sent(client.post(`${LIST}${token.id}/delete/`), user)).form({})).assertStatus(403)
  })

  test('are nothing for others', async ({ client, assert }) => {
    const owner = await UserFactory.create()
    const { token } = await issue(owner, 'Release tools')
    for (const user of [owner, await UserFactory.apply('staff').create()]) {
      ;(await client.get(LIST).loginAs(user)).assertStatus(403)
      ;(await client.get(`${LIST}${token.id}/`).loginAs(user)).assertStatus(403)
      ;(await revoke(client, user, { ids: [token.id], reason: REASON })).assertStatus(403)
    }
    assert.isNotNull(await AccessToken.find(token.id))
  })

  test('cost the same number of queries however many there are', async ({ client, assert }) => {
    const user = await keeper()
    const owner = await UserFactory.create()
    await issue(owner, 'One')
    const one = await countQueries(() => client.get(LIST).loginAs(user))
    for (let made = 0; made < 20; made += 1) await issue(owner, `Token ${made}`)
    const many = await countQueries(() => client.get(LIST).loginAs(user))
    assert.equal(many.length, one.length)
    assert.isAtMost(many.length, 11)
  })
})
