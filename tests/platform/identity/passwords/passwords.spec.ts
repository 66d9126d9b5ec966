import { pbkdf2Sync } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import type { HashDriverContract } from '@adonisjs/core/types/hash'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { DjangoHasher, LONGEST_PASSWORD, Passwords, PasswordTooLong } from '@pydotorg/platform/identity/passwords'

const QUICK = { cost: 2, blockSize: 8, parallelization: 1 }

const DJANGO_HASH = `pbkdf2_sha256$1000$salt$${pbkdf2Sync('tulip', 'salt', 1000, 32, 'sha256').toString('base64')}`

/** Counts what costs time, and lets the hasher do it. */
class CountingHasher implements HashDriverContract {
  calls: string[] = []
  constructor(readonly hasher: HashDriverContract = new Scrypt(QUICK)) {}

  isValidHash(value: string): boolean {
    return this.hasher.isValidHash(value)
  }
  async make(value: string): Promise<string> {
    this.calls.push('make')
    return this.hasher.make(value)
  }
  async verify(hash: string, plain: string): Promise<boolean> {
    this.calls.push('verify')
    return this.hasher.verify(hash, plain)
  }
  needsReHash(hash: string): boolean {
    return this.hasher.needsReHash(hash)
  }
}

function passwordsWith(current: HashDriverContract, refusalAfterMs = 0): Passwords {
  return new Passwords({ current, earlier: [new DjangoHasher()], refusalAfterMs })
}

test.group('Passwords', () => {
  test('verify what they made, whatever the script, and nothing else', async ({ assert }) => {
    const passwords = passwordsWith(new Scrypt(QUICK))
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(text, text, async (plain, other) => {
        const hash = await passwords.make(plain)
        assert.isTrue(await passwords.verify(hash, plain))
        assert.equal(await passwords.verify(hash, other), other === plain)
      }),
      { numRuns: 100 }
    )
  })

  test('never hash one password to the same text twice', async ({ assert }) => {
    const passwords = passwordsWith(new Scrypt(QUICK))
    assert.notEqual(await passwords.make('kilo-marsh-tulip'), await passwords.make('kilo-marsh-tulip'))
  })

  test('cost the same for {0} as for a wrong password')
    .with([
      ['an account that does not exist', undefined],
      ['an account without a password', null],
      ['a hash that nobody can read', 'md5$salt$5ebe2294ecd0e0f08eab7690d2a6ee69'],
      ['an empty hash', ''],
    ] as const)
    .run(async ({ assert }, [, stored]) => {
      const known = new CountingHasher()
      const hash = await known.hasher.make('kilo-marsh-tulip')
      assert.isFalse(await passwordsWith(known).verify(hash, 'wrong'))

      const unknown = new CountingHasher()
      assert.isFalse(await passwordsWith(unknown).verify(stored, 'wrong'))
      assert.deepEqual(unknown.calls, known.calls)
      assert.deepEqual(unknown.calls, ['make', 'verify'])
    })

  test('make their decoy once', async ({ assert }) => {
    const hasher = new CountingHasher()
    const passwords = passwordsWith(hasher)
    await Promise.all([passwords.verify(null, 'a'), passwords.verify(undefined, 'b'), passwords.verify(null, 'c')])
    assert.deepEqual(hasher.calls.toSorted(), ['make', 'verify', 'verify', 'verify'])
  })

  test('tell no refusal early, and a right password at once', async ({ assert }) => {
    const late = 150
    const passwords = passwordsWith(new Scrypt(QUICK), late)
    const hash = await passwords.make('kilo-marsh-tulip')
    for (const stored of [hash, DJANGO_HASH, null]) {
      const asked = performance.now()
      assert.isFalse(await passwords.verify(stored, 'wrong'))
      // A timer may ring a millisecond early.
      assert.isAtLeast(performance.now() - asked, late - 2)
    }
    const patient = passwordsWith(new Scrypt(QUICK), 20_000)
    const asked = performance.now()
    assert.isTrue(await patient.verify(hash, 'kilo-marsh-tulip'))
    assert.isBelow(performance.now() - asked, 20_000)
  })

  test('take hashes of Django, until they are replaced', async ({ assert }) => {
    const passwords = passwordsWith(new Scrypt(QUICK))
    assert.isTrue(await passwords.verify(DJANGO_HASH, 'tulip'))
    assert.isFalse(await passwords.verify(DJANGO_HASH, 'Tulip'))
    assert.isTrue(passwords.needsRehash(DJANGO_HASH))
    assert.isFalse(passwords.needsRehash(await passwords.make('tulip')))
  })

  test('want a hash of weaker parameters replaced, and still take it', async ({ assert }) => {
    const hash = await new Scrypt(QUICK).make('kilo-marsh-tulip')
    const passwords = passwordsWith(new Scrypt({ ...QUICK, cost: 4 }))
    assert.isTrue(await passwords.verify(hash, 'kilo-marsh-tulip'))
    assert.isTrue(passwords.needsRehash(hash))
  })

  test('refuse what is too long, before and after hashing', async ({ assert }) => {
    const hasher = new CountingHasher()
    const passwords = passwordsWith(hasher)
    const longest = 'a'.repeat(LONGEST_PASSWORD)
    const hash = await passwords.make(longest)
    assert.isTrue(await passwords.verify(hash, longest))
    assert.isFalse(await passwords.verify(hash, `${longest}b`), 'the rest of a password must count')
    await assert.rejects(() => passwords.make(`${longest}b`), PasswordTooLong)
  })
})

test.group('The configured hashers', () => {
  test('write scrypt, and read what Django wrote', async ({ assert }) => {
    const passwords = await app.container.make(Passwords)
    const hash = await passwords.make('kilo-marsh-tulip')
    assert.match(hash, /^\$scrypt\$n=\d+,r=8,p=\d+\$/)
    assert.isTrue(await passwords.verify(hash, 'kilo-marsh-tulip'))
    assert.isTrue(await passwords.verify(DJANGO_HASH, 'tulip'))
    assert.isFalse(passwords.needsRehash(hash))
  })
})
