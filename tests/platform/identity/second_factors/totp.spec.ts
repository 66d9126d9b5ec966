import { Encryption } from '@adonisjs/core/encryption'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { Secret, TOTP } from 'otpauth'
import { TotpSecret, type User } from '@pydotorg/platform/identity'
import { Totp, TotpAlreadyOn } from '@pydotorg/platform/identity/second_factors'
import { UserFactory } from '@pydotorg/platform/testing'

/** Some moment, at the beginning of a period. */
const NOON = Date.UTC(2026, 10, 24, 12)
const PERIOD = 30_000

/** The service with a clock that stands still until it is set. */
async function totpAt(start: number): Promise<{ totp: Totp; clock: { now: number } }> {
  const clock = { now: start }
  const encryption = await app.container.make(Encryption)
  return { totp: new Totp({ encryption, issuer: 'python.org', now: () => clock.now }), clock }
}

/** What the app of somebody who typed the secret in shows. */
function codeAt(secret: string, timestamp: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), timestamp })
}

/** Somebody whose app is set up; the code of a day before was used for it. */
async function withApp(totp: Totp, clock: { now: number }): Promise<{ user: User; secret: string }> {
  const user = await UserFactory.create()
  const { secret } = await totp.start(user)
  const now = clock.now
  clock.now = now - 86_400_000
  await db.transaction((trx) => totp.confirm(user, codeAt(secret, clock.now), trx))
  clock.now = now
  return { user, secret }
}

test.group('Totp | setting an app up', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows the secret as text, address and picture, and keeps it encrypted', async ({ assert }) => {
    const { totp } = await totpAt(NOON)
    const user = await UserFactory.merge({ username: 'ada.lovelace' }).create()
    const { secret, uri, qr } = await totp.start(user)
    const plain = secret.replaceAll(' ', '')
    assert.match(secret, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    assert.include(uri, 'otpauth://totp/python.org:ada.lovelace?issuer=python.org')
    assert.include(uri, `secret=${plain}`)
    assert.match(qr, /^<svg [^>]*role="img"[^>]*viewBox=/)
    // The content security policy of the site would refuse each of these.
    assert.notMatch(qr, /style|<script|\bon\w+=|href/i)
    const row = await TotpSecret.findByOrFail('userId', user.id)
    assert.notInclude(row.secret, plain)
    assert.isFalse(await totp.isOn(user))
  })

  test('goes on with the secret that waits, until it is started anew', async ({ assert }) => {
    const { totp } = await totpAt(NOON)
    const user = await UserFactory.create()
    assert.isNull(await totp.pending(user))
    const first = await totp.start(user)
    assert.deepEqual(await totp.pending(user), first)
    assert.notEqual((await totp.start(user)).secret, first.secret)
  })

  test('asks for no code before a right one was shown', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const user = await UserFactory.create()
    const { secret } = await totp.start(user)
    const code = codeAt(secret, clock.now)
    assert.isFalse(await totp.verify(user, code), 'an app that was not confirmed proves nothing')
    assert.isFalse(await db.transaction((trx) => totp.confirm(user, code === '000000' ? '000001' : '000000', trx)))
    assert.isFalse(await totp.isOn(user))
    assert.isTrue(await db.transaction((trx) => totp.confirm(user, code, trx)))
    assert.isTrue(await totp.isOn(user))
    assert.isNull(await totp.pending(user), 'the secret is shown no more')
  })

  test('does not take the code that confirmed it once more', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const user = await UserFactory.create()
    const code = codeAt((await totp.start(user)).secret, clock.now)
    await db.transaction((trx) => totp.confirm(user, code, trx))
    assert.isFalse(await totp.verify(user, code))
  })

  test('refuses a second app', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const { user, secret } = await withApp(totp, clock)
    await assert.rejects(() => totp.start(user), TotpAlreadyOn)
    assert.isTrue(await totp.verify(user, codeAt(secret, clock.now)), 'the first one must go on working')
  })
})

test.group('Totp | codes', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('of {0} periods away are {1}')
    .with([
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const)
    .run(async ({ assert }, [periods, counts]) => {
      const { totp, clock } = await totpAt(NOON)
      const { user, secret } = await withApp(totp, clock)
      assert.equal(await totp.verify(user, codeAt(secret, NOON + periods * PERIOD)), counts)
    })

  test('are taken once, also by two requests at the same time', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const { user, secret } = await withApp(totp, clock)
    const code = codeAt(secret, NOON)
    const answers = await Promise.all([totp.verify(user, code), totp.verify(user, code), totp.verify(user, code)])
    assert.sameMembers(answers, [true, false, false])
    assert.isFalse(await totp.verify(user, code))
  })

  test('that are older than one that was taken count no more', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const { user, secret } = await withApp(totp, clock)
    assert.isTrue(await totp.verify(user, codeAt(secret, NOON)))
    assert.isFalse(await totp.verify(user, codeAt(secret, NOON - PERIOD)))
    clock.now = NOON + PERIOD
    assert.isTrue(await totp.verify(user, codeAt(secret, NOON + PERIOD)))
  })

  test('may be typed with blanks, and nothing else', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const { user, secret } = await withApp(totp, clock)
    const code = codeAt(secret, NOON)
    for (const typed of ['', code.slice(1), `${code}0`, `+${code.slice(1)}`, code.replace(/\d/, '٣')]) {
      assert.isFalse(await totp.verify(user, typed), typed)
    }
    assert.isTrue(await totp.verify(user, ` ${code.slice(0, 3)} ${code.slice(3)} `))
  })

  test('of one person are worth nothing for another, even with the secret moved there', async ({ assert }) => {
    const { totp, clock } = await totpAt(NOON)
    const ada = await withApp(totp, clock)
    const mallory = await withApp(totp, clock)
    const code = codeAt(mallory.secret, NOON)
    assert.isFalse(await totp.verify(ada.user, code))
    const { secret } = await TotpSecret.findByOrFail('userId', mallory.user.id)
    await TotpSecret.query().where('userId', ada.user.id).update({ secret })
    assert.isFalse(await totp.verify(ada.user, code))
  })
})
