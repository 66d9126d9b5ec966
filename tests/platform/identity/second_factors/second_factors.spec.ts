import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Secret, TOTP } from 'otpauth'
import { AuditLog } from '@pydotorg/platform/audit'
import type { User } from '@pydotorg/platform/identity'
import { SecondFactors, TrustedDevices } from '@pydotorg/platform/identity/second_factors'
import { UserFactory } from '@pydotorg/platform/testing'
import { operator } from '../operator.js'
import { cookiesOf, visit } from '../visitor.js'

/** Codes of the next period count as well, and one that was not used yet is needed. */
function nextCode(secret: string): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), timestamp: Date.now() + 30_000 })
}

function codeNow(secret: string): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
}

async function switchedOn(user: User): Promise<{ factors: SecondFactors; secret: string; codes: string[] }> {
  const factors = await app.container.make(SecondFactors)
  const { secret } = await factors.enrol(user)
  const codes = await factors.switchOn(user, codeNow(secret), operator)
  return { factors, secret, codes: codes! }
}

async function actionsOn(user: User): Promise<[string, string][]> {
  const audit = await app.container.make(AuditLog)
  const { entries } = await audit.page({ subject: { type: 'user', id: user.id } })
  return entries.map(({ action, actor }) => [action, actor.name])
}

test.group('Second factors', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are switched on by a right code, which gives recovery codes', async ({ assert }) => {
    const user = await UserFactory.create()
    const factors = await app.container.make(SecondFactors)
    const { secret } = await factors.enrol(user)
    assert.equal((await factors.enrol(user)).secret, secret, 'a reload of the page must not change it')
    assert.isNull(await factors.switchOn(user, 'no code', operator))
    assert.isFalse(await factors.isOn(user))
    assert.lengthOf((await factors.switchOn(user, codeNow(secret), operator))!, 10)
    assert.isTrue(await factors.isOn(user))
    assert.deepEqual(await actionsOn(user), [['platform.second_factor.enable', operator.actor.name]])
  })

  test('are proved by the app or by a recovery code, which leaves a trace', async ({ assert }) => {
    const user = await UserFactory.create()
    const { factors, secret, codes } = await switchedOn(user)
    assert.equal(await factors.verify(user, nextCode(secret), await visit()), 'totp')
    assert.equal(await factors.verify(user, codes[0]!, await visit()), 'recovery_code')
    assert.isNull(await factors.verify(user, codes[0]!, await visit()))
    assert.equal(await factors.recoveryCodesLeft(user), 9)
    assert.deepEqual((await actionsOn(user))[0], ['platform.recovery_code.use', user.username])
  })

  test('give new recovery codes for the old ones', async ({ assert }) => {
    const user = await UserFactory.create()
    const { factors, codes } = await switchedOn(user)
    const fresh = await factors.renewRecoveryCodes(user, operator)
    assert.isNull(await factors.verify(user, codes[0]!, operator))
    assert.equal(await factors.verify(user, fresh[0]!, operator), 'recovery_code')
  })

  test('are switched off with everything that belongs to them', async ({ assert }) => {
    const user = await UserFactory.create()
    const { factors, secret, codes } = await switchedOn(user)
    const devices = await app.container.make(TrustedDevices)
    const ctx = await visit()
    await devices.trust(ctx, user)

    await factors.switchOff(user, operator)
    assert.isFalse(await factors.isOn(user))
    assert.isNull(await factors.verify(user, nextCode(secret), operator))
    assert.isNull(await factors.verify(user, codes[0]!, operator))
    assert.isFalse(await devices.isTrusted(await visit(cookiesOf(ctx)), user))
    assert.deepEqual((await actionsOn(user))[0], ['platform.second_factor.disable', operator.actor.name])
    assert.notEqual((await factors.enrol(user)).secret, secret)
  })

  test('of one person leave those of others alone', async ({ assert }) => {
    const [ada, grace] = await UserFactory.createMany(2)
    const { factors } = await switchedOn(ada!)
    const graces = await switchedOn(grace!)
    await factors.switchOff(ada!, operator)
    assert.isTrue(await factors.isOn(grace!))
    assert.equal(await factors.verify(grace!, graces.codes[9]!, operator), 'recovery_code')
  })
})
