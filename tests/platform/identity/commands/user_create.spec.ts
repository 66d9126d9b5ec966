import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import UserCreate from '@pydotorg/platform/commands/user_create'
import { User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { UserFactory } from '@pydotorg/platform/testing'
import { quietTerminal, run, withInput } from './terminal.js'

const ADA = ['ada', '--email=ada@engines.example']

test.group('user:create', (group) => {
  group.each.setup(() => quietTerminal())

  test('takes the password from the standard input, without the end of its line', async ({ assert }) => {
    const { exitCode, lines } = await withInput('kilo marsh tulip \n', () =>
      run('user:create', ...ADA, '--password-stdin')
    )
    assert.equal(exitCode, 0)
    const ada = await User.findByOrFail('username', 'ada')
    assert.include(lines.join('\n'), `ada is account ${ada.id}`)
    assert.deepInclude(ada.toJSON(), {
      email: 'ada@engines.example',
      isActive: true,
      isStaff: false,
      isSuperuser: false,
    })
    assert.isNotNull(ada.emailVerifiedAt)
    const passwords = await app.container.make(Passwords)
    assert.isTrue(await passwords.verify(ada.password, 'kilo marsh tulip '))
  })

  test('asks for the password twice, hidden', async ({ assert }) => {
    const command = await ace.create(UserCreate, ADA)
    command.prompt.trap('Password').replyWith('kilo-marsh-tulip')
    command.prompt.trap('The same once more').replyWith('kilo-marsh-tulip')
    await withInput('terminal', () => command.exec())
    command.assertSucceeded()
    const ada = await User.findByOrFail('username', 'ada')
    assert.isTrue(await (await app.container.make(Passwords)).verify(ada.password, 'kilo-marsh-tulip'))
  })

  test('makes nothing of two passwords that differ', async ({ assert }) => {
    const command = await ace.create(UserCreate, ADA)
    command.prompt.trap('Password').replyWith('kilo-marsh-tulip')
    command.prompt.trap('The same once more').replyWith('kilo-marsh-tulips')
    await withInput('terminal', () => command.exec())
    command.assertFailed()
    assert.isNull(await User.findBy('username', 'ada'))
  })

  test('makes staff and superusers, and tells the audit log who and not by which password', async ({ assert }) => {
    assert.equal((await run('user:create', 'ada', '--email=a@example.org', '--no-password', '--staff')).exitCode, 0)
    assert.equal((await run('user:create', 'bob', '--email=b@example.org', '--no-password', '--superuser')).exitCode, 0)
    const [ada, bob] = [await User.findByOrFail('username', 'ada'), await User.findByOrFail('username', 'bob')]
    assert.deepEqual([ada.password, ada.isStaff, ada.isSuperuser], [null, true, false])
    assert.deepEqual([bob.isStaff, bob.isSuperuser], [true, true])
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'user', id: bob.id } })
    assert.lengthOf(entries, 1)
    assert.equal(entries[0]!.action, 'platform.user.create')
    assert.match(entries[0]!.actor.name, /\(console\)$/)
    assert.deepEqual(entries[0]!.after, {
      username: 'bob',
      email: 'b@example.org',
      is_staff: true,
      is_superuser: true,
    })
  })

  test('refuses {0}')
    .with([
      ['a password that can be guessed', [...ADA, '--password-stdin'], 'password', /refused\. Many people have this/],
      ['a password that is the username', [...ADA, '--password-stdin'], 'ada@engines', /refused\. This is built on/],
      ['a missing address', ['ada', '--no-password'], '', /needs an address: --email/],
      ['an address that is none', ['ada', '--email=ada', '--no-password'], '', /"ada" is no e-mail address/],
      ['a name with a blank', ['ada l', '--email=a@example.org', '--no-password'], '', /cannot be a username/],
      ['a name that is taken', ['GUIDO', '--email=a@example.org', '--no-password'], '', /account "Guido" already/],
      ['an address that is taken', ['ada', '--email=BDFL@example.org', '--no-password'], '', /belongs to "Guido"/],
      ['two ways to give a password', [...ADA, '--no-password', '--password-stdin'], '', /Choose one of/],
    ] as const)
    .run(async ({ assert }, [, argv, input, sentence]) => {
      await UserFactory.merge({ username: 'Guido', email: 'bdfl@example.org' }).create()
      const { exitCode, lines } = await withInput(input, () => run('user:create', ...argv))
      assert.equal(exitCode, 1)
      assert.match(lines.join('\n'), sentence)
      assert.isNull(await User.findBy('username', argv[0]))
    })

  test('says what to do where nobody can be asked', async ({ assert }) => {
    const { exitCode, lines } = await withInput('', () => run('user:create', ...ADA))
    assert.equal(exitCode, 1)
    assert.match(lines.join('\n'), /--password-stdin, or --no-password/)
  })
})
