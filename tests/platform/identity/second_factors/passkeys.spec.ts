import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { HttpContext } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Passkey, type User } from '@pydotorg/platform/identity'
import { PasskeyRefused, Passkeys } from '@pydotorg/platform/identity/second_factors'
import { UserFactory } from '@pydotorg/platform/testing'
import { operator } from '../operator.js'
import { visitWithSession } from '../visitor.js'
import { SoftwareKey, type Deviation } from './software_key.js'

const SITE = app.config.get<string>('site.url')

/** Somebody who has added a passkey. */
async function withPasskey(user?: User): Promise<{ user: User; key: SoftwareKey; passkey: Passkey }> {
  const passkeys = await app.container.make(Passkeys)
  const owner = user ?? (await UserFactory.create())
  const key = new SoftwareKey(SITE)
  const ctx = await visitWithSession()
  const response = key.create(await passkeys.registrationOptions(ctx, owner))
  return { user: owner, key, passkey: await passkeys.register(ctx, owner, { response }) }
}

/** A whole sign-in in one session. */
async function signInWith(key: SoftwareKey, deviation: Deviation = {}): Promise<User> {
  const passkeys = await app.container.make(Passkeys)
  const ctx = await visitWithSession()
  return passkeys.authenticate(ctx, key.get(await passkeys.authenticationOptions(ctx), deviation))
}

test.group('Passkeys | adding one', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('asks for a passkey that names its account and is unlocked by a PIN or a finger', async ({ assert }) => {
    const passkeys = await app.container.make(Passkeys)
    const { user, passkey } = await withPasskey()
    const options = await passkeys.registrationOptions(await visitWithSession(), user)
    assert.deepEqual(options.rp, { id: new URL(SITE).hostname, name: app.config.get('site.name') })
    assert.equal(Buffer.from(options.user.id, 'base64url').toString(), String(user.id))
    assert.deepInclude(options.authenticatorSelection, { residentKey: 'required', userVerification: 'required' })
    assert.equal(options.attestation, 'none')
    assert.deepEqual(
      options.excludeCredentials!.map(({ id }) => id),
      [passkey.credentialId]
    )
  })

  test('keeps what it takes to know it again, and leaves a trace', async ({ assert }) => {
    const { user, key, passkey } = await withPasskey()
    const row = await Passkey.findOrFail(passkey.id)
    assert.equal(row.credentialId, key.id.toString('base64url'))
    assert.deepEqual(row.transports, ['internal', 'hybrid'])
    assert.equal(row.name, 'Firefox on Linux')
    assert.isTrue(row.backedUp)
    assert.equal(row.userId, user.id)
    assert.notProperty(row.serialize(), 'public_key')
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'passkey', id: passkey.id } })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['platform.passkey.create']
    )
  })

  test('refuses one from {0}')
    .with([
      ['another site', { origin: 'https://python.example' }],
      ['another host', { rpId: 'python.example' }],
      ['somebody who was not verified', { verified: false }],
      ['the answer to another question', { challenge: 'AAAA' }],
    ] as const)
    .run(async ({ assert }, [, deviation]) => {
      const passkeys = await app.container.make(Passkeys)
      const user = await UserFactory.create()
      const ctx = await visitWithSession()
      const response = new SoftwareKey(SITE).create(await passkeys.registrationOptions(ctx, user), deviation)
      await assert.rejects(() => passkeys.register(ctx, user, { response }), PasskeyRefused)
      assert.lengthOf(await passkeys.list(user), 0)
    })

  test('refuses {0} as an answer')
    .with([
      ['nothing', undefined],
      ['null', null],
      ['a text', 'passkey'],
      ['an object with nothing in it', {}],
      ['garbage in the right places', { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 1 } }],
    ] as const)
    .run(async ({ assert }, [, response]) => {
      const passkeys = await app.container.make(Passkeys)
      const user = await UserFactory.create()
      const ctx = await visitWithSession()
      await passkeys.registrationOptions(ctx, user)
      await assert.rejects(() => passkeys.register(ctx, user, { response }), PasskeyRefused)
      await passkeys.authenticationOptions(ctx)
      await assert.rejects(() => passkeys.authenticate(ctx, response), PasskeyRefused)
    })

  test('takes a passkey once, whoever adds it', async ({ assert }) => {
    const passkeys = await app.container.make(Passkeys)
    const { key } = await withPasskey()
    const mallory = await UserFactory.create()
    const ctx = await visitWithSession()
    const response = key.create(await passkeys.registrationOptions(ctx, mallory))
    await assert.rejects(() => passkeys.register(ctx, mallory, { response }), /belongs to an account already/)
  })

  test('takes twenty at most', async ({ assert }) => {
    const { user } = await withPasskey()
    for (let added = 1; added < 20; added++) await withPasskey(user)
    await assert.rejects(() => withPasskey(user), /more than 20 passkeys/)
  })
})

test.group('Passkeys | signing in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('asks for no account: the passkey tells whose it is', async ({ assert }) => {
    const passkeys = await app.container.make(Passkeys)
    const { user, key, passkey } = await withPasskey()
    await withPasskey()
    const options = await passkeys.authenticationOptions(await visitWithSession())
    assert.lengthOf(options.allowCredentials ?? [], 0)
    assert.equal(options.userVerification, 'required')
    assert.equal((await signInWith(key)).id, user.id)
    await passkey.refresh()
    assert.isNotNull(passkey.lastUsedAt)
  })

  test('refuses an answer from {0}')
    .with([
      ['another site', { origin: 'https://python.example' }],
      ['another host', { rpId: 'python.example' }],
      ['somebody who was not verified', { verified: false }],
      ['another question', { challenge: 'AAAA' }],
      ["another account's passkey", { userHandle: Buffer.from('1').toString('base64url') }],
    ] as const)
    .run(async ({ assert }, [, deviation]) => {
      const { key } = await withPasskey()
      await assert.rejects(() => signInWith(key, deviation), PasskeyRefused)
    })

  test('refuses a passkey that nobody has added, one that was removed, and inactive people', async ({ assert }) => {
    const passkeys = await app.container.make(Passkeys)
    await assert.rejects(() => signInWith(new SoftwareKey(SITE)), PasskeyRefused)
    const { user, key, passkey } = await withPasskey()
    await user.merge({ isActive: false }).save()
    await assert.rejects(() => signInWith(key), PasskeyRefused)
    await user.merge({ isActive: true }).save()
    await passkeys.remove(user, passkey.id, operator)
    await assert.rejects(() => signInWith(key), PasskeyRefused)
  })

  test('refuses a signature by another key', async ({ assert }) => {
    const { key } = await withPasskey()
    const forged = new SoftwareKey(SITE)
    Object.defineProperty(forged, 'id', { value: key.id })
    await assert.rejects(() => signInWith(forged), PasskeyRefused)
  })

  test('refuses a counter that does not grow, since somebody has a copy', async ({ assert }) => {
    const { user, key, passkey } = await withPasskey()
    key.counter = 7
    assert.equal((await signInWith(key)).id, user.id)
    await passkey.refresh()
    assert.equal(passkey.counter, 7)
    for (const counter of [7, 3]) {
      key.counter = counter
      await assert.rejects(() => signInWith(key), PasskeyRefused)
    }
    key.counter = 8
    assert.equal((await signInWith(key)).id, user.id)
  })

  test('lets those without a counter in again and again', async ({ assert }) => {
    const { user, key } = await withPasskey()
    assert.equal((await signInWith(key)).id, user.id)
    assert.equal((await signInWith(key)).id, user.id)
  })
})

test.group('Passkeys | questions', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  /** An answer, and the session that it is for. */
  async function answered(): Promise<{ passkeys: Passkeys; ctx: HttpContext; response: unknown }> {
    const passkeys = await app.container.make(Passkeys)
    const { key } = await withPasskey()
    const ctx = await visitWithSession()
    return { passkeys, ctx, response: key.get(await passkeys.authenticationOptions(ctx)) }
  }

  test('are answered once', async ({ assert }) => {
    const { passkeys, ctx, response } = await answered()
    await passkeys.authenticate(ctx, response)
    await assert.rejects(() => passkeys.authenticate(ctx, response), /took too long/)
  })

  test('are answered in the session that asked', async ({ assert }) => {
    const { passkeys, response } = await answered()
    const other = await visitWithSession()
    await assert.rejects(() => passkeys.authenticate(other, response), /took too long/)
    await passkeys.authenticationOptions(other)
    await assert.rejects(() => passkeys.authenticate(other, response), PasskeyRefused)
  })

  test('are not asked in another ceremony', async ({ assert }) => {
    const { passkeys, ctx } = await answered()
    const user = await UserFactory.create()
    const key = new SoftwareKey(SITE)
    const response = key.create({ ...(await passkeys.registrationOptions(await visitWithSession(), user)) })
    await assert.rejects(() => passkeys.register(ctx, user, { response }), /took too long/)
  })

  test('wait for five minutes', async ({ assert }) => {
    const { passkeys, ctx, response } = await answered()
    const kept = ctx.session.get('identity.passkey_challenge')
    assert.closeTo(kept.expiresAt, Date.now() + 300_000, 10_000)
    ctx.session.put('identity.passkey_challenge', { ...kept, expiresAt: Date.now() - 1 })
    await assert.rejects(() => passkeys.authenticate(ctx, response), /took too long/)
  })
})

test.group('Passkeys | owners', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('name and remove their own, and no other', async ({ assert }) => {
    const passkeys = await app.container.make(Passkeys)
    const { user, passkey } = await withPasskey()
    const mallory = await UserFactory.create()
    assert.isFalse(await passkeys.rename(mallory, { id: passkey.id, name: 'Mine' }, operator))
    assert.isFalse(await passkeys.remove(mallory, passkey.id, operator))
    assert.isTrue(await passkeys.rename(user, { id: passkey.id, name: ` Yubi${'i'.repeat(200)} ` }, operator))
    const [listed] = await passkeys.list(user)
    assert.match(listed!.name, /^Yubii{96}$/)
    assert.isTrue(await passkeys.remove(user, passkey.id, operator))
    assert.lengthOf(await passkeys.list(user), 0)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'passkey', id: passkey.id } })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['platform.passkey.remove', 'platform.passkey.rename', 'platform.passkey.create']
    )
  })
})
