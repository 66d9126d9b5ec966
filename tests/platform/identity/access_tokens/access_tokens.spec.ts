import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { definePlugin } from '@pydotorg/platform'
import { AuditLog } from '@pydotorg/platform/audit'
import { AccessToken, type User } from '@pydotorg/platform/identity'
import { AccessTokens, TokenScopes, TooManyTokens, UnknownScope } from '@pydotorg/platform/identity/access_tokens'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { WireCredentials } from '@pydotorg/platform/wire_api'
import { operator } from '../operator.js'

/** A plugin that declares permissions. */
const PETS = {
  ...{ name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets' },
  manifest: definePlugin({
    ...{ name: 'pets', title: 'Pets', summary: 'Pets.' },
    permissions: { 'pets.feed': 'Feed pets', 'pets.sell': 'Sell pets' },
  }),
}

const READ = { name: 'Release tools', scopes: ['read'] }

test.group('Access tokens', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are shown once: the database has a hash and the beginning', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const { text, token } = await tokens.issue(user, READ, operator)
    assert.match(text, /^pyorg_[A-Za-z0-9_-]{43}$/)
    const row = await AccessToken.findOrFail(token.id)
    assert.equal(row.hash, createHash('sha256').update(text).digest('hex'))
    assert.equal(row.prefix, text.slice(0, 12))
    assert.notInclude(JSON.stringify(row.$attributes), text)
    assert.notProperty(row.serialize(), 'hash')
  })

  test('are found with their owner in one query, and the use is noted once a minute', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const { text, token } = await tokens.issue(user, READ, operator)

    const first = await tokens.verify(text)
    assert.equal(first!.user.id, user.id)
    assert.deepEqual(first!.scopes, ['read'])
    assert.equal(first!.id, token.id)
    await token.refresh()
    assert.isNotNull(token.lastUsedAt)

    assert.lengthOf(await countQueries(() => tokens.verify(text)), 1)
    await token.merge({ lastUsedAt: DateTime.utc().minus({ seconds: 61 }) }).save()
    assert.lengthOf(await countQueries(() => tokens.verify(text)), 2)
    await token.refresh()
    assert.isAbove(token.lastUsedAt!.toMillis(), Date.now() - 60_000)
  })

  test('are worth nothing when {0}')
    .with([
      ['they are unknown', async () => 'pyorg_' + 'A'.repeat(43)],
      [
        'they have expired',
        async (tokens: AccessTokens) => {
          const wish = { ...READ, expiresAt: DateTime.utc().minus({ seconds: 1 }) }
          return (await tokens.issue(await UserFactory.create(), wish, operator)).text
        },
      ],
      [
        'their owner is not active',
        async (tokens: AccessTokens) =>
          (await tokens.issue(await UserFactory.apply('inactive').create(), READ, operator)).text,
      ],
      [
        "they are for python.org's API",
        async (tokens: AccessTokens) =>
          (await tokens.issue(await UserFactory.create(), { kind: 'api_v2', name: 'v2' }, operator)).text,
      ],
      [
        'they were revoked',
        async (tokens: AccessTokens) => {
          const user = await UserFactory.create()
          const { text, token } = await tokens.issue(user, READ, operator)
          await tokens.revoke(user, token.id, { by: operator })
          return text
        },
      ],
    ] as const)
    .run(async ({ assert }, [, make]) => {
      const tokens = await app.container.make(AccessTokens)
      assert.isNull(await tokens.verify(await make(tokens)))
    })

  test('allow only what their owner may do, at this moment', async ({ assert }) => {
    const scopes = new TokenScopes(new PluginRegistry('/', [PETS]))
    const tokens = new AccessTokens(scopes, await app.container.make(AuditLog))
    const user = await UserFactory.create()
    const { text } = await tokens.issue(user, { name: 'Pets', scopes: ['read', 'pets.feed'] }, operator)

    const before = (await tokens.verify(text))!
    await before.user.loadAccess()
    assert.isTrue(before.allows('read'))
    assert.isFalse(before.allows('profile'), 'it was not made for this')
    assert.isFalse(before.allows('pets.feed'), 'its owner may not')

    await user.merge({ isSuperuser: true }).save()
    const after = (await tokens.verify(text))!
    assert.isTrue(after.allows('pets.feed'))
    assert.isFalse(after.allows('pets.sell'), 'superusers limit their tokens as well')
  })

  test('name the closest scope when one is not known', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const issue = (scopes: string[]) => tokens.issue(user, { name: 'x', scopes }, operator)
    await assert.rejects(() => issue(['raed']), 'There is no scope "raed". Did you mean read?')
    await assert.rejects(() => issue([]), UnknownScope)
    assert.lengthOf(await tokens.list(user), 0)
  })

  test('belong to their owner alone', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const [owner, other] = await UserFactory.createMany(2)
    const { text, token } = await tokens.issue(owner!, READ, operator)
    assert.isFalse(await tokens.revoke(other!, token.id, { by: operator }))
    assert.lengthOf(await tokens.list(other!), 0)
    assert.isNotNull(await tokens.verify(text))
  })

  test('leave a trace when they are made and revoked, without the secret', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const { text, token } = await tokens.issue(user, READ, operator)
    await tokens.revoke(user, token.id, { by: operator })
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'access_token', id: token.id } })
    assert.deepEqual(
      entries.map(({ action, actor }) => [action, actor.name]),
      [
        ['platform.access_token.revoke', operator.actor.name],
        ['platform.access_token.create', operator.actor.name],
      ]
    )
    assert.deepInclude(entries[1]!.after, { username: user.username, kind: 'bearer', scopes: ['read'] })
    assert.notInclude(JSON.stringify(entries), text)
  })

  test('are fifty at most', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    for (let made = 0; made < 50; made++) await tokens.issue(user, READ, operator)
    await assert.rejects(() => tokens.issue(user, READ, operator), TooManyTokens)
    assert.lengthOf(await tokens.list(user), 50)
  })
})

test.group("Keys of python.org's API", (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function withKeys(user: User): Promise<{ key: string; token: string }> {
    const tokens = await app.container.make(AccessTokens)
    const { text: key } = await tokens.issue(user, { kind: 'api_v1', name: 'v1' }, operator)
    const { text: token } = await tokens.issue(user, { kind: 'api_v2', name: 'v2' }, operator)
    return { key, token }
  }

  test('are 40 hexadecimal digits that tell whose they are', async ({ assert }) => {
    const credentials = await app.container.make(WireCredentials)
    const user = await UserFactory.apply('staff').create()
    const { key, token } = await withKeys(user)
    assert.match(key, /^[0-9a-f]{40}$/)
    assert.match(token, /^[0-9a-f]{40}$/)
    const account = { id: user.id, username: user.username, isActive: true, isStaff: true }
    assert.deepEqual(await credentials.byApiKey(user.username, key), account)
    assert.deepEqual(await credentials.byToken(token), account)
  })

  test('fit no other person and no other version', async ({ assert }) => {
    const credentials = await app.container.make(WireCredentials)
    const [user, other] = await UserFactory.createMany(2)
    const { key, token } = await withKeys(user!)
    assert.isNull(await credentials.byApiKey(other!.username, key))
    assert.isNull(await credentials.byApiKey(user!.username, token))
    assert.isNull(await credentials.byToken(key))
    assert.isNull(await credentials.byApiKey('nobody', key))
  })

  test('say of an inactive account that it is one, and note no use', async ({ assert }) => {
    const credentials = await app.container.make(WireCredentials)
    const user = await UserFactory.apply('inactive').create()
    const { token } = await withKeys(user)
    assert.deepEqual(await credentials.byToken(token), {
      id: user.id,
      username: user.username,
      isActive: false,
      isStaff: false,
    })
    const rows = await AccessToken.query().where('userId', user.id)
    assert.deepEqual([...new Set(rows.map((row) => row.lastUsedAt))], [null])
  })

  test('that python.org gave out are kept once, as hashes', async ({ assert }) => {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const key = 'c0ffee'.padEnd(40, '0')
    const [own, other] = [
      { userId: user.id, text: key },
      { userId: (await UserFactory.create()).id, text: key },
    ]
    assert.deepEqual(await tokens.keep('api_v1', [own, own, other]), ['added', 'here', 'taken'])
    assert.deepEqual(await tokens.keep('api_v1', [own]), ['here'])
    assert.deepEqual(await tokens.keep('api_v2', [own]), ['taken'])
    const credentials = await app.container.make(WireCredentials)
    assert.equal((await credentials.byApiKey(user.username, key))!.id, user.id)
  })
})
