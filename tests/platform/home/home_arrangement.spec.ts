import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import { HomeArrangement, HomePolicy } from '@pydotorg/platform/home'
import { User } from '@pydotorg/platform/identity'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { quietTerminal, run } from '../identity/commands/terminal.js'

const by = consoleOrigin()

/** A site of two plugins, one of which is off. */
function contribute(): void {
  const plugins = new PluginRegistry(
    '/',
    ['cats', 'dogs'].map((name, index) => {
      const data = () => Promise.resolve({ default: () => Promise.resolve({}) })
      const homeSections = [1, 2].map((part) => {
        return {
          key: `${name}.${part}`,
          title: `${name} ${part}`,
          weight: index * 10 + part,
          view: `${name}::home`,
          data,
        }
      })
      const manifest = definePlugin({
        name,
        title: name,
        summary: `All about ${name}.`,
        feature: { default: name === 'cats' ? 'on' : 'off' },
        contributes: { homeSections },
      })
      return { name, version: '1.0.0', packageName: `@pydotorg/${name}`, directory: `/plugins/${name}`, manifest }
    })
  )
  const reader = new ContributionReader(plugins, new Features(featureDefinitions(plugins)))
  app.container.swap(ContributionReader, () => reader)
}

function keys(sections: readonly { key: string }[]): string[] {
  return sections.map(({ key }) => key)
}

test.group('HomeArrangement', (group) => {
  let home: HomeArrangement
  group.each.setup(() => quietTerminal())
  group.each.setup(async () => {
    contribute()
    home = await app.container.make(HomeArrangement)
    return () => app.container.restore(ContributionReader)
  })

  test('knows sections of plugins that are off, and shows those that are on', async ({ assert }) => {
    assert.deepEqual(keys(await home.all()), ['cats.1', 'cats.2', 'dogs.1', 'dogs.2'])
    assert.deepEqual(keys(await home.shown()), ['cats.1', 'cats.2'])
    assert.lengthOf(await countQueries(() => home.shown()), 0)
  })

  test('moves a section before another and to the end, and keeps the rest', async ({ assert }) => {
    assert.isTrue(await home.move('dogs.2', 'cats.2', by))
    assert.deepEqual(keys(await home.all()), ['cats.1', 'dogs.2', 'cats.2', 'dogs.1'])
    assert.isTrue(await home.move('cats.1', null, by))
    assert.deepEqual(keys(await home.all()), ['dogs.2', 'cats.2', 'dogs.1', 'cats.1'])
    assert.isFalse(await home.move('cats.1', null, by))
    assert.isFalse(await home.move('dogs.2', 'cats.2', by))
  })

  test('hides and shows, whatever the order is', async ({ assert }) => {
    await home.move('cats.2', 'cats.1', by)
    assert.isTrue(await home.hide('cats.2', by))
    assert.isFalse(await home.hide('cats.2', by))
    assert.deepEqual(keys(await home.shown()), ['cats.1'])
    assert.isTrue(await home.show('cats.2', by))
    assert.isFalse(await home.show('cats.2', by))
    assert.deepEqual(keys(await home.shown()), ['cats.2', 'cats.1'])
    assert.isFalse(await home.show('cats.1', by))
  })

  test('notes every change', async ({ assert }) => {
    await home.move('cats.2', 'cats.1', by)
    await home.hide('cats.1', by)
    await home.hide('cats.1', by)
    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ action: 'platform.home_section' })
    assert.deepEqual(
      entries.map(({ action, subject, before, after }) => [action, subject.id, before, after]),
      [
        ['platform.home_section.hide', 'cats.1', { hidden: false }, { hidden: true }],
        [
          'platform.home_section.move',
          'cats.2',
          { order: ['cats.1', 'cats.2', 'dogs.1', 'dogs.2'] },
          { order: ['cats.2', 'cats.1', 'dogs.1', 'dogs.2'] },
        ],
      ]
    )
  })

  test('refuses keys that no plugin has, with the nearest one', async ({ assert }) => {
    await assert.rejects(() => home.hide('cats.3', by), /No plugin has a home section "cats\.3"\. Did you mean cats/)
    await assert.rejects(() => home.move('cats.1', 'birds.1', by), /No plugin has a home section "birds\.1"/)
    await assert.rejects(() => home.move('cats.1', 'cats.1', by), 'cats.1 cannot stand before itself.')
  })

  test('is for staff with the permission', async ({ assert }) => {
    const policy = new HomePolicy()
    const staff = await UserFactory.merge({ isStaff: true }).create()
    await staff.loadAccess()
    assert.isFalse(policy.arrange(staff))
    await db.table('user_permissions').insert({ user_id: staff.id, permission: 'platform.arrange_home' })
    const permitted = await User.findOrFail(staff.id)
    await permitted.loadAccess()
    assert.isTrue(policy.arrange(permitted))
    assert.isFalse(policy.arrange(permitted.merge({ isStaff: false })))
  })

  test('is worked by commands', async ({ assert }) => {
    assert.equal((await run('home:move', 'dogs.1', '--before=cats.1')).exitCode, 0)
    assert.equal((await run('home:hide', 'cats.2')).exitCode, 0)
    const listed = JSON.parse((await run('home:list', '--json')).lines.join('\n')) as { key: string; state: string }[]
    assert.deepEqual(
      listed.map(({ key, state }) => `${key}: ${state}`),
      ['dogs.1: plugin is off', 'cats.1: shown', 'cats.2: hidden', 'dogs.2: plugin is off']
    )
    assert.equal((await run('home:show', 'cats.2')).exitCode, 0)
    assert.match((await run('home:list')).lines.join('\n'), /cats\.2[^\n]*shown/)
    const mistake = await run('home:show', 'cat.2')
    assert.equal(mistake.exitCode, 1)
    assert.include(mistake.lines.join('\n'), 'No plugin has a home section "cat.2"')
  })
})
