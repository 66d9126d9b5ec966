import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Group, User } from '@pydotorg/platform/identity'
import { UserFactory } from '@pydotorg/platform/testing'
import { quietTerminal, run } from './terminal.js'

test.group('user:promote', (group) => {
  group.each.setup(() => quietTerminal())

  test('makes somebody staff, a superuser, and neither again', async ({ assert }) => {
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const steps = [
      [['--staff'], [true, false]],
      [['--superuser'], [true, true]],
      [['--no-superuser'], [true, false]],
      [['--no-staff'], [false, false]],
    ] as const
    for (const [argv, standing] of steps) {
      assert.equal((await run('user:promote', 'ADA', ...argv)).exitCode, 0)
      await user.refresh()
      assert.deepEqual([user.isStaff, user.isSuperuser], standing, argv.join())
    }
  })

  test('finds people by their address', async ({ assert }) => {
    const user = await UserFactory.merge({ email: 'ada@engines.example' }).create()
    await run('user:promote', 'Ada@Engines.example', '--staff')
    await user.refresh()
    assert.isTrue(user.isStaff)
  })

  test('adds somebody to groups, once, and leaves a trace', async ({ assert }) => {
    await Group.createMany([{ name: 'Job Board Admin' }, { name: 'Editors' }])
    const user = await UserFactory.merge({ username: 'ada' }).create()
    const argv = ['ada', '--group=job board admin', '--group=Editors']
    assert.equal((await run('user:promote', ...argv)).exitCode, 0)
    const again = await run('user:promote', ...argv)
    assert.include(again.lines.join('\n'), 'was so already')
    const { groups } = await (await User.findOrFail(user.id)).loadAccess()
    assert.deepEqual(groups, ['Editors', 'Job Board Admin'])
    const { entries } = await (await app.container.make(AuditLog)).page({ subject: { type: 'user', id: user.id } })
    assert.lengthOf(entries, 1)
    assert.deepEqual(entries[0]!.before, { groups: [] })
    assert.deepEqual(entries[0]!.after, { groups: ['Editors', 'Job Board Admin'] })
  })

  test('changes nothing when {0}')
    .with([
      ['the group is not known', ['ada', '--staff', '--group=Editor'], 'no group "Editor". Did you mean Editors?'],
      ['the account is not known', ['adda', '--staff'], 'no account "adda". Did you mean ada?'],
      ['nothing is said', ['ada'], 'Say what the account becomes'],
    ] as const)
    .run(async ({ assert }, [, argv, sentence]) => {
      await Group.create({ name: 'Editors' })
      const user = await UserFactory.merge({ username: 'ada' }).create()
      const { exitCode, lines } = await run('user:promote', ...argv)
      assert.equal(exitCode, 1)
      assert.include(lines.join('\n'), sentence)
      await user.refresh()
      assert.isFalse(user.isStaff)
    })
})
