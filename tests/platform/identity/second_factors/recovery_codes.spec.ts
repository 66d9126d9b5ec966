import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { RecoveryCode, type User } from '@pydotorg/platform/identity'
import { RecoveryCodes } from '@pydotorg/platform/identity/second_factors'
import { UserFactory } from '@pydotorg/platform/testing'

const codes = new RecoveryCodes()

function renew(user: User): Promise<string[]> {
  return db.transaction((trx) => codes.renew(user, trx))
}

test.group('Recovery codes', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are ten different ones that can be read from paper, and kept as hashes', async ({ assert }) => {
    const user = await UserFactory.create()
    const made = await renew(user)
    assert.lengthOf([...new Set(made)], 10)
    for (const code of made) assert.match(code, /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
    const rows = await RecoveryCode.query().where('userId', user.id)
    assert.lengthOf(rows, 10)
    assert.isFalse(rows.some(({ hash }) => made.some((code) => hash.includes(code.replaceAll('-', '')))))
  })

  test('are good for one time, also for two requests at once', async ({ assert }) => {
    const user = await UserFactory.create()
    const [first, second] = await renew(user)
    const answers = await Promise.all([codes.use(user, first!), codes.use(user, first!)])
    assert.sameMembers(answers, [true, false])
    assert.isFalse(await codes.use(user, first!))
    assert.equal(await codes.left(user), 9)
    assert.isTrue(await codes.use(user, second!))
    assert.equal(await codes.left(user), 8)
  })

  test('are taken as people type them', async ({ assert }) => {
    const user = await UserFactory.create()
    const [first, second, third] = await renew(user)
    assert.isTrue(await codes.use(user, ` ${first!.toUpperCase().replaceAll('-', ' ')} `))
    assert.isTrue(await codes.use(user, second!.replaceAll('-', '')))
    assert.isTrue(await codes.use(user, third!.replaceAll('0', 'O').replaceAll('1', 'l')))
  })

  test('of one person are worth nothing for another', async ({ assert }) => {
    const [ada, mallory] = await UserFactory.createMany(2)
    const [code] = await renew(ada!)
    await renew(mallory!)
    assert.isFalse(await codes.use(mallory!, code!))
    assert.isTrue(await codes.use(ada!, code!))
  })

  test('replace those before', async ({ assert }) => {
    const user = await UserFactory.create()
    const [old] = await renew(user)
    const [fresh] = await renew(user)
    assert.isFalse(await codes.use(user, old!))
    assert.isTrue(await codes.use(user, fresh!))
  })

  test('are not guessed from {0}')
    .with([
      ['nothing', ''],
      ['hyphens', '----'],
      ['a guess', 'aaaa-aaaa-aaaa-aaaa'],
      ['a megabyte', 'a'.repeat(1_000_000)],
      ['a code of an app', '123456'],
    ] as const)
    .run(async ({ assert }, [, typed]) => {
      const user = await UserFactory.create()
      await renew(user)
      assert.isFalse(await codes.use(user, typed))
      assert.equal(await codes.left(user), 10)
    })
})
