import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { PasswordStrength } from '@pydotorg/platform/identity/passwords'
import { processorTime } from '#tests/processor_time'

const ADA = { username: 'ada.lovelace', email: 'ada@engines.example', firstName: 'Ada', lastName: 'Lovelace' }

test.group('PasswordStrength', () => {
  test('accepts {$self}')
    .with([
      'correct horse battery staple',
      'kilo-marsh-tulip',
      'Tr0ub4dour&3',
      'größenwahn im Quadrat',
      '这是一个很长的密码句子',
    ])
    .run(async ({ assert }, password) => {
      const verdict = await (await app.container.make(PasswordStrength)).judge(password, ADA)
      assert.deepInclude(verdict, { acceptable: true, message: null })
    })

  test('refuses {0} and says what to do')
    .with([
      ['qT7!x', /at least 8 characters/],
      ['👩‍🚀👩‍🚀', /at least 8 characters/],
      ['password', /Many people have this password/],
      ['QwertyUiop', /Many people have this password/],
      ['p4ssw0rd1', /close to a password that many people have/],
      ['zxcvbnm,./', /side by side|on the keyboard|Many people/],
      ['aaaaaaaaaaaaaaaa', /Repeating a character/],
      ['abababababab', /Repeating the same characters/],
      ['ghijklmnopqr', /Sequences/],
      ['zx8#kQp2', /Make it longer/],
    ] as const)
    .run(async ({ assert }, [password, sentence]) => {
      const verdict = await new PasswordStrength([]).judge(password)
      assert.isFalse(verdict.acceptable)
      assert.match(verdict.message!, sentence)
    })

  test('refuses what is longer than any password', async ({ assert }) => {
    const verdict = await new PasswordStrength([]).judge('kilo-marsh-tulip '.repeat(61))
    assert.deepEqual(verdict, { acceptable: false, score: 0, message: 'Use at most 1,024 characters.' })
  })

  test('counts {0} as worth nothing, because others know it')
    .with([
      ['the username', 'ada.lovelace'],
      ['the address', 'ada@engines.example'],
      ['a part of the address', 'engines1815'],
      ['a name and a year', 'Lovelace1815'],
      ['the name of the site', 'python.org!'],
    ] as const)
    .run(async ({ assert }, [, password]) => {
      const strength = await app.container.make(PasswordStrength)
      const verdict = await strength.judge(password, ADA)
      assert.isFalse(verdict.acceptable)
      assert.match(verdict.message!, /built on your name, your e-mail address or the name of this site/)
    })

  test('judges the same password by who wants it', async ({ assert }) => {
    const strength = new PasswordStrength([])
    const password = 'vroomfondel42'
    assert.isTrue((await strength.judge(password, ADA)).acceptable)
    assert.isFalse((await strength.judge(password, { username: 'vroomfondel' })).acceptable)
  })

  test('looks at the beginning only, however long a password and a name are', async ({ assert }) => {
    const strength = new PasswordStrength([])
    const slowest = Array.from({ length: 1024 }, (_, i) => String.fromCharCode(33 + ((i * 37) % 90))).join('')
    const about = { username: 'ab1-'.repeat(5000), email: `${'4@'.repeat(5000)}` }
    await strength.judge('kilo-marsh-tulip')
    const before = processorTime()
    assert.isTrue((await strength.judge(slowest, about)).acceptable)
    // All 1,024 characters would take zxcvbn seconds.
    assert.isBelow(processorTime() - before, 1000)
    const weakStart = 'a'.repeat(72) + 'kilo-marsh-tulip'
    assert.isFalse((await strength.judge(weakStart)).acceptable, 'characters after the 72nd must not be looked at')
  })
})
