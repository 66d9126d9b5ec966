import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { TrustedDevice } from '@pydotorg/platform/identity'
import { TrustedDevices } from '@pydotorg/platform/identity/second_factors'
import { UserFactory } from '@pydotorg/platform/testing'
import { operator } from '../operator.js'
import { cookiesOf, visit } from '../visitor.js'

test.group('Trusted devices', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are known again by a cookie that no script can read', async ({ assert }) => {
    const devices = await app.container.make(TrustedDevices)
    const user = await UserFactory.create()
    const ctx = await visit()
    assert.isFalse(await devices.isTrusted(ctx, user))
    await devices.trust(ctx, user)

    const [cookie] = cookiesOf(ctx)
    assert.match(cookie!, /^pydotorg_device=[^;]{60,}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
    assert.isTrue(await devices.isTrusted(await visit([cookie!]), user))
    const [device] = await devices.list(user)
    assert.equal(device!.name, 'Firefox on Linux')
    assert.isNotNull(device!.lastUsedAt)
    assert.match(device!.hash, /^[0-9a-f]{64}$/)
    assert.notInclude(cookie!, device!.hash)
  })

  test('are trusted by one person, not by another who has the same browser', async ({ assert }) => {
    const devices = await app.container.make(TrustedDevices)
    const [ada, mallory] = await UserFactory.createMany(2)
    const ctx = await visit()
    await devices.trust(ctx, ada!)
    assert.isFalse(await devices.isTrusted(await visit(cookiesOf(ctx)), mallory!))
  })

  test('are asked again after thirty days', async ({ assert }) => {
    const devices = await app.container.make(TrustedDevices)
    const user = await UserFactory.create()
    const ctx = await visit()
    await devices.trust(ctx, user)
    const [device] = await devices.list(user)
    assert.closeTo(device!.expiresAt.diffNow('days').days, 30, 0.01)
    await device!.merge({ expiresAt: DateTime.utc().minus({ seconds: 1 }) }).save()
    assert.isFalse(await devices.isTrusted(await visit(cookiesOf(ctx)), user))
    assert.lengthOf(await devices.list(user), 0)
  })

  test('are not believed with a cookie that was made up', async ({ assert }) => {
    const devices = await app.container.make(TrustedDevices)
    const user = await UserFactory.create()
    const ctx = await visit()
    await devices.trust(ctx, user)
    const forged = cookiesOf(ctx)[0]!.replace(/=[^;]+/, '=s%3AAAAA')
    assert.isFalse(await devices.isTrusted(await visit([forged]), user))
  })

  test('are revoked by their owner alone', async ({ assert }) => {
    const devices = await app.container.make(TrustedDevices)
    const [ada, mallory] = await UserFactory.createMany(2)
    const ctx = await visit()
    await devices.trust(ctx, ada!)
    const [device] = await devices.list(ada!)
    assert.isFalse(await devices.revoke(mallory!, device!.id, operator))
    assert.isTrue(await devices.isTrusted(await visit(cookiesOf(ctx)), ada!))
    assert.isTrue(await devices.revoke(ada!, device!.id, operator))
    assert.isFalse(await devices.isTrusted(await visit(cookiesOf(ctx)), ada!))
  })

  test('are twenty at most: the oldest go, and what has expired', async ({ assert }) => {
    const devices = await app.container.make(TrustedDevices)
    const user = await UserFactory.create()
    const old = await visit()
    await devices.trust(old, user)
    for (let more = 0; more < 20; more++) await devices.trust(await visit(), user)
    assert.lengthOf(await TrustedDevice.query().where('userId', user.id), 20)
    assert.isFalse(await devices.isTrusted(await visit(cookiesOf(old)), user))

    await db
      .from('trusted_devices')
      .where('user_id', user.id)
      .update({ expires_at: new Date(0) })
    await devices.trust(await visit(), user)
    assert.lengthOf(await TrustedDevice.query().where('userId', user.id), 1)
  })
})
