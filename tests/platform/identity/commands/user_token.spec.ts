import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { AccessToken } from '@pydotorg/platform/identity'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import { UserFactory } from '@pydotorg/platform/testing'
import { WireCredentials } from '@pydotorg/platform/wire_api'
import { quietTerminal, run } from './terminal.js'

test.group('user:token', (group) => {
  group.each.setup(() => quietTerminal())

  test('prints a bearer token for ninety days on the last line', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const { exitCode, lines } = await run('user:token', 'ada', '--scopes=read, profile', '--name=Laptop')
    assert.equal(exitCode, 0)
    const granted = await (await app.container.make(AccessTokens)).verify(lines.at(-1)!)
    assert.equal(granted!.user.id, user.id)
    assert.deepEqual(granted!.scopes, ['profile', 'read'])
    const token = await AccessToken.findOrFail(granted!.id)
    assert.equal(token.name, 'Laptop')
    assert.closeTo(token.expiresAt!.diffNow('days').days, 90, 0.1)
  })

  test("makes keys for both versions of python.org's API, which last", async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const key = (await run('user:token', 'ada', '--kind=v1')).lines.at(-1)!
    const token = (await run('user:token', 'ada', '--kind=v2')).lines.at(-1)!
    const credentials = await app.container.make(WireCredentials)
    assert.equal((await credentials.byApiKey('ada', key))!.id, user.id)
    assert.equal((await credentials.byToken(token))!.id, user.id)
    const rows = await AccessToken.query().where('userId', user.id)
    assert.deepEqual(
      rows.map(({ expiresAt }) => expiresAt),
      [null, null]
    )
  })

  test('refuses {0}')
    .with([
      ['an unknown kind', ['ada', '--kind=v3'], /no kind "v3"\. Did you mean v1 or v2/],
      ['an unknown scope', ['ada', '--scopes=reed'], /no scope "reed"\. Did you mean read/],
      ['a time that is none', ['ada', '--expires=soon'], /"soon" is no time: write e\.g\. 12h/],
      ['an unknown account', ['adda'], /no account "adda"/],
      ['an inactive account', ['gone'], /gone is not active/],
    ] as const)
    .run(async ({ assert }, [, argv, sentence]) => {
      await UserFactory.merge({ username: 'ada' }).create()
      await UserFactory.merge({ username: 'gone' }).apply('inactive').create()
      const { exitCode, lines } = await run('user:token', ...argv)
      assert.equal(exitCode, 1)
      assert.match(lines.join('\n'), sentence)
      assert.lengthOf(await AccessToken.all(), 0)
    })
})
