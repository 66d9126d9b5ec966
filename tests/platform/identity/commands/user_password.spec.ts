import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { UserFactory } from '@pydotorg/platform/testing'
import { quietTerminal, run, withInput } from './terminal.js'

test.group('user:password', (group) => {
  group.each.setup(() => quietTerminal())

  test('gives a new password', async ({ assert }) => {
    const passwords = await app.container.make(Passwords)
    const user = await UserFactory.merge({ username: 'ada', password: await passwords.make('old') }).create()
    const { exitCode } = await withInput('kilo-marsh-tulip', () => run('user:password', 'ada', '--password-stdin'))
    assert.equal(exitCode, 0)
    await user.refresh()
    assert.isTrue(await passwords.verify(user.password, 'kilo-marsh-tulip'))
    assert.isFalse(await passwords.verify(user.password, 'old'))
  })

  test('takes the password away', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'ada', password: 'something' }).create()
    assert.equal((await run('user:password', 'ada', '--no-password')).exitCode, 0)
    await user.refresh()
    assert.isNull(user.password)
  })

  test('refuses one that can be guessed from the name', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'ada', lastName: 'vroomfondel', password: 'kept' }).create()
    const { exitCode, lines } = await withInput('vroomfondel42', () => run('user:password', 'ada', '--password-stdin'))
    assert.equal(exitCode, 1)
    assert.include(lines.join('\n'), 'built on your name')
    await user.refresh()
    assert.equal(user.password, 'kept')
  })

  test('names the closest account', async ({ assert }) => {
    await UserFactory.merge({ username: 'ada.lovelace' }).create()
    const { exitCode, lines } = await run('user:password', 'ada.lovelave', '--no-password')
    assert.equal(exitCode, 1)
    assert.include(lines.join('\n'), 'There is no account "ada.lovelave". Did you mean ada.lovelace?')
  })
})
