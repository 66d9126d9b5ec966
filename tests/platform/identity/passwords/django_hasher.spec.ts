import { pbkdf2Sync } from 'node:crypto'
import { test } from '@japa/runner'
import { DjangoHasher } from '@pydotorg/platform/identity/passwords'

/** As Django writes it. */
function djangoHash(plain: string, iterations = 1000, salt = 'nThK4q0WbSxN'): string {
  const digest = pbkdf2Sync(plain, salt, iterations, 32, 'sha256').toString('base64')
  return `pbkdf2_sha256$${iterations}$${salt}$${digest}`
}

/** Computed with Python's hashlib, so that two implementations have to agree. */
const BY_PYTHON = [
  ['lètmein', 'pbkdf2_sha256$1000$seasalt$JgZryXe2Ga8ysg6XbzkLpTdyPQrHqsinbL9BnnhgX4A='],
  ['Eine kleine Nachtmusik', 'pbkdf2_sha256$870000$nThK4q0WbSxN$+LH+PlSHHM5GkGYcMGD0YMNjhge6QXDhnh9MtRGoz8c='],
] as const

test.group('DjangoHasher', () => {
  test('knows the password of a hash that Python made: {0}')
    .with([...BY_PYTHON])
    .run(async ({ assert }, [plain, hash]) => {
      const hasher = new DjangoHasher()
      assert.isTrue(hasher.isValidHash(hash))
      assert.isTrue(await hasher.verify(hash, plain))
      assert.isFalse(await hasher.verify(hash, `${plain} `))
      assert.isFalse(await hasher.verify(hash, plain.toLowerCase().replace('è', 'e')))
    })

  test('takes the password as it was typed, neither trimmed nor normalised', async ({ assert }) => {
    const hasher = new DjangoHasher()
    const hash = djangoHash(' caf\u00E9 ')
    assert.isTrue(await hasher.verify(hash, ' caf\u00E9 '))
    assert.isFalse(await hasher.verify(hash, 'caf\u00E9'))
    assert.isFalse(await hasher.verify(hash, ' cafe\u0301 '))
  })

  test('lets nobody in by {0}')
    .with([
      ['another algorithm', djangoHash('secret').replace('pbkdf2_sha256', 'pbkdf2_sha1')],
      ['an MD5 of old times', 'md5$salt$5ebe2294ecd0e0f08eab7690d2a6ee69'],
      ['the mark for no password', '!kq3XzSbQnG5bVfQm0dXW7cP2hLrT8yJ1uE4aNvOs'],
      ['an empty hash', ''],
      ['a digest that is cut off', djangoHash('secret').slice(0, -5)],
      ['a further part', `${djangoHash('secret')}$`],
      ['no iterations', djangoHash('secret').replace('$1000$', '$0$')],
      ['iterations that would take minutes', djangoHash('secret').replace('$1000$', '$99999999$')],
      ['iterations that are no number', djangoHash('secret').replace('$1000$', '$1e3$')],
      ['an empty salt', djangoHash('secret', 1000, '')],
    ] as const)
    .run(async ({ assert }, [, hash]) => {
      const hasher = new DjangoHasher()
      assert.isFalse(hasher.isValidHash(hash))
      assert.isFalse(await hasher.verify(hash, 'secret'))
    })

  test('writes no hash, and wants every one replaced', async ({ assert }) => {
    const hasher = new DjangoHasher()
    await assert.rejects(() => hasher.make(), /never written/)
    assert.isTrue(hasher.needsReHash())
  })
})
