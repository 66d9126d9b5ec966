import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { AccessTokens, tokenHolder } from '@pydotorg/platform/identity/access_tokens'
import { UserFactory } from '@pydotorg/platform/testing'
import { ask, smallSite, type SmallSite } from '#tests/small_site'
import { operator } from '../operator.js'

/** As app/middleware/authentication_middleware.ts does it. */
async function withAuth(ctx: HttpContext, next: NextFn): Promise<unknown> {
  ctx.auth = (await ctx.containerResolver.make('auth.manager')).createAuthenticator(ctx)
  return next()
}

/** Two addresses that tell who asked. */
function siteWithTokens(): Promise<SmallSite> {
  return smallSite((router) => {
    const answer = ({ auth, accessToken }: HttpContext) => ({ user: auth.user?.username, scopes: accessToken?.scopes })
    router
      .get('/api/pets.json', answer)
      .as('pets.index')
      .slashless()
      .use([withAuth, tokenHolder('read')])
    router
      .post('/api/pets.json', answer)
      .as('pets.store')
      .slashless()
      .use([withAuth, tokenHolder('profile')])
  })
}

test.group('Requests with an access token', (group) => {
  let site: SmallSite

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    site = await siteWithTokens()
    return () => site.close()
  })

  async function tokenOf(expiresAt: DateTime | null = null): Promise<{ text: string; username: string }> {
    const tokens = await app.container.make(AccessTokens)
    const user = await UserFactory.create()
    const { text } = await tokens.issue(user, { name: 'Test', scopes: ['read'], expiresAt }, operator)
    return { text, username: user.username }
  }

  test('speak for its owner, without a cookie', async ({ assert }) => {
    const { text, username } = await tokenOf(DateTime.utc().plus({ minutes: 1 }))
    const { status, body, headers } = await ask(site.port, '/api/pets.json', {
      headers: { authorization: `Bearer ${text}` },
    })
    assert.equal(status, 200)
    assert.deepEqual(JSON.parse(body), { user: username, scopes: ['read'] })
    assert.isUndefined(headers['set-cookie'])
  })

  test('are told that a token is missing', async ({ assert }) => {
    const { status, headers, body } = await ask(site.port, '/api/pets.json')
    assert.equal(status, 401)
    assert.equal(headers['www-authenticate'], 'Bearer')
    assert.match(headers['content-type']!, /^application\/problem\+json/)
    assert.deepInclude(JSON.parse(body), { status: 401, title: 'Unauthorized' })
  })

  test('are refused with {0}')
    .with([
      ['an unknown token', `Bearer pyorg_${'A'.repeat(43)}`],
      ['another scheme', 'Basic YWRhOnNlY3JldA=='],
      ['nothing after Bearer', 'Bearer'],
      ['a token with a blank in it', 'Bearer pyorg_a b'],
      ['a token of ten thousand characters', `Bearer ${'A'.repeat(10_000)}`],
    ] as const)
    .run(async ({ assert }, [, authorization]) => {
      const { status, headers, body } = await ask(site.port, '/api/pets.json', { headers: { authorization } })
      assert.equal(status, 401)
      assert.equal(headers['www-authenticate'], 'Bearer error="invalid_token"')
      assert.equal(JSON.parse(body).detail, 'The access token is unknown, expired or revoked.')
    })

  test('are refused once the token has expired', async ({ assert }) => {
    const { text } = await tokenOf(DateTime.utc().minus({ seconds: 1 }))
    const headers = { authorization: `Bearer ${text}` }
    assert.equal((await ask(site.port, '/api/pets.json', { headers })).status, 401)
  })

  test('are refused for what the token was not made for', async ({ assert }) => {
    const { text } = await tokenOf()
    const question = { method: 'POST', headers: { authorization: `bearer ${text}` } }
    const { status, headers, body } = await ask(site.port, '/api/pets.json', question)
    assert.equal(status, 403)
    assert.equal(headers['www-authenticate'], 'Bearer error="insufficient_scope", scope="profile"')
    assert.include(JSON.parse(body).detail, 'profile')
  })
})
