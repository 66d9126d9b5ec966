import { hostname, userInfo } from 'node:os'
import type { BaseCommand } from '@adonisjs/core/ace'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { definePlugin, type PluginManifest } from '@pydotorg/platform'
import { noticeWhenOff } from '@pydotorg/platform/commands/notice_when_off'
import { featureDefinitions, Features, FeatureStore, FeatureSwitch } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'

function plugin(name: string, manifest: Partial<PluginManifest> = {}) {
  const declared = definePlugin({ name, title: name, summary: `What ${name} gives.`, ...manifest })
  return { name, version: '1.2.3', packageName: `@pydotorg/${name}`, directory: `/plugins/${name}`, manifest: declared }
}

/** A site with plugins of its own behind the commands, on the real database. */
async function useSite(environment = {}): Promise<Features> {
  const plugins = new PluginRegistry(
    '/',
    [
      plugin('users', { core: true }),
      plugin('companies', {
        requires: ['users'],
        contributes: {
          navigation: { main: [{ key: 'companies.index', title: 'Companies', href: '/companies/', weight: 10 }] },
          feeds: [{ title: 'Companies', href: '/companies/feed.rss', type: 'application/rss+xml' }],
        },
        features: {
          logos: { summary: 'Logos.', owner: 'editors', default: 'on', expires: '2020-01-01' },
        },
      }),
      plugin('sponsors', { requires: ['companies'] }),
    ],
    [{ name: 'polls', packageName: '@pydotorg/polls', error: new Error('its manifest is empty') }]
  )
  const features = new Features([], environment)
  features.redefine(featureDefinitions(plugins), plugins.failures())
  const featureSwitch = new FeatureSwitch(features, await app.container.make(FeatureStore))
  app.container.swap(PluginRegistry, () => plugins)
  app.container.swap(Features, () => features)
  app.container.swap(FeatureSwitch, () => featureSwitch)
  return features
}

/** Runs a command and gives its exit code and what it printed. */
async function run(name: string, ...argv: string[]): Promise<{ exitCode: number | undefined; output: string }> {
  ace.ui.switchMode('raw')
  ace.ui.logger.flushLogs()
  const { exitCode } = await ace.exec(name, argv)
  const output = ace.ui.logger.getLogs().map(({ message }) => message)
  return { exitCode, output: output.join('\n') }
}

async function stored(): Promise<string[]> {
  const store = await app.container.make(FeatureStore)
  return (await store.all()).map(({ key, state, rules }) => `${key} ${state} ${JSON.stringify(rules)}`)
}

test.group('Commands of the features', (group) => {
  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    await useSite()
    return async () => {
      app.container.restoreAll()
      ace.ui.switchMode('normal')
      await rollback()
    }
  })

  test('plugin:list shows each plugin with its state, requirements and contributions', async ({ assert }) => {
    const { exitCode, output } = await run('plugin:list')
    assert.equal(exitCode, 0)
    assert.match(output, /companies\|companies\|1\.2\.3\|on\|the default\|users\|sponsors\|1 menu entry, 1 feed/)
    assert.match(output, /users\|users\|1\.2\.3\|on\|core, always on/)
    assert.include(output, 'polls is out of use: its manifest is empty')
  })

  test('plugin:list --json gives the same to programs', async ({ assert }) => {
    const { output } = await run('plugin:list', '--json')
    const { plugins, failures } = JSON.parse(output)
    assert.deepEqual(
      plugins.map(({ name }: { name: string }) => name),
      ['users', 'companies', 'sponsors']
    )
    assert.deepInclude(plugins[1], {
      state: 'on',
      version: '1.2.3',
      requires: ['users'],
      dependents: ['sponsors'],
      features: ['companies.logos'],
    })
    assert.deepEqual(failures, [{ name: 'polls', packageName: '@pydotorg/polls', error: 'its manifest is empty' }])
  })

  test('plugin:disable switches off, says what goes dark and records who and why', async ({ assert }) => {
    const { exitCode, output } = await run('plugin:disable', 'sponsors', '--reason=spam')
    assert.equal(exitCode, 0)
    assert.include(output, 'sponsors is off')
    assert.include(output, 'node ace plugin:enable sponsors')
    assert.deepEqual(await stored(), ['sponsors off {}'])
    const [line] = await (await app.container.make(FeatureStore)).history({ limit: 1 })
    assert.deepInclude(line, { who: `${userInfo().username}@${hostname()}`, reason: 'spam' })
  })

  test('plugin:disable --maintenance keeps the address and says so', async ({ assert }) => {
    const { exitCode } = await run('plugin:disable', 'sponsors', '--maintenance')
    assert.equal(exitCode, 0)
    assert.deepEqual(await stored(), ['sponsors maintenance {}'])
  })

  test('plugin:disable refuses what others require, names them, and changes nothing', async ({ assert }) => {
    const { exitCode, output } = await run('plugin:disable', 'companies')
    assert.equal(exitCode, 1)
    assert.include(output, 'sponsors requires companies')
    assert.deepEqual(await stored(), [])
  })

  test('plugin:disable --cascade switches off both and tells what follows', async ({ assert }) => {
    const { exitCode, output } = await run('plugin:disable', 'companies', '--cascade')
    assert.equal(exitCode, 0)
    assert.deepEqual(await stored(), ['companies off {}', 'sponsors off {}'])
    assert.include(output, 'gone from the site: 1 menu entry, 1 feed')
    assert.include(output, 'with it: companies.logos is off')
    assert.include(output, 'node ace plugin:enable companies && node ace plugin:enable sponsors')
  })

  test('plugin:disable refuses a core plugin', async ({ assert }) => {
    const { exitCode, output } = await run('plugin:disable', 'users')
    assert.equal(exitCode, 1)
    assert.include(output, 'users is a core plugin: the site cannot be without it.')
  })

  test('plugin:enable brings back, and says when something else keeps it dark', async ({ assert }) => {
    await run('plugin:disable', 'companies', '--cascade')
    const early = await run('plugin:enable', 'sponsors')
    assert.equal(early.exitCode, 0)
    assert.include(early.output, 'sponsors is off, not on: companies, which it needs, is off')
    const { output } = await run('plugin:enable', 'companies')
    assert.include(output, 'companies is on')
    assert.include(output, 'with it: sponsors is on')
  })

  test('{command} {name} ends with exit code 1, the closest names, and nothing changed')
    .with([
      { command: 'plugin:enable', name: 'sponsers', expected: 'There is no plugin "sponsers". Did you mean sponsors' },
      {
        command: 'plugin:disable',
        name: 'compnies',
        expected: 'There is no plugin "compnies". Did you mean companies',
      },
      {
        command: 'feature:history',
        name: 'compnies',
        expected: 'There is no feature "compnies". Did you mean companies',
      },
    ])
    .run(async ({ assert }, { command, name, expected }) => {
      const { exitCode, output } = await run(command, name)
      assert.equal(exitCode, 1)
      assert.include(output, expected)
      assert.deepEqual(await stored(), [])
    })

  test('feature:set refuses {argv} with a clear sentence')
    .with([
      { argv: ['companies.logo', 'off'], expected: 'Did you mean companies.logos' },
      { argv: ['companies', 'of'], expected: 'A state is on, off or maintenance, and not "of".' },
      { argv: ['companies', 'on', '--percentage=many'], expected: 'must be a number from 0 to 100 and not "many"' },
      { argv: ['companies', 'on', '--percentage=101'], expected: 'must be a number from 0 to 100 and not 101' },
      { argv: ['companies', 'on', '--users=1,guido'], expected: 'Users must be a list of ids such as 1,2' },
      { argv: ['companies', 'on', '--from=soon'], expected: '"from" must be a date and time' },
      {
        argv: ['polls', 'on'],
        expected: 'polls cannot be switched: plugin polls is out of use: its manifest is empty',
      },
    ])
    .run(async ({ assert }, { argv, expected }) => {
      const { exitCode, output } = await run('feature:set', ...argv)
      assert.equal(exitCode, 1)
      assert.include(output, expected)
      assert.deepEqual(await stored(), [])
    })

  test('feature:set refuses what the environment locks, naming the variable', async ({ assert }) => {
    await useSite({ FEATURE_COMPANIES_LOGOS: 'off' })
    const { exitCode, output } = await run('feature:set', 'companies.logos', 'on')
    assert.equal(exitCode, 1)
    assert.include(output, 'FEATURE_COMPANIES_LOGOS')
    assert.deepEqual(await stored(), [])
  })

  test('feature:set adds rules to those that are there, and forgets them when told to', async ({ assert }) => {
    await run('feature:set', 'companies', 'on', '--percentage=10', '--users=1,2')
    await run('feature:set', 'companies', 'on', '--groups=staff, editors', '--from=2025-10-07')
    const rules = {
      users: [1, 2],
      groups: ['staff', 'editors'],
      window: { from: '2025-10-07T00:00:00.000Z' },
      percentage: 10,
    }
    const [row] = await (await app.container.make(FeatureStore)).all()
    assert.deepEqual(row?.rules, rules)
    const { output } = await run('feature:list')
    assert.include(output, 'users 1, 2 or groups staff, editors or 10 % of visitors, from 7 October 2025 00:00 UTC')
    await run('feature:set', 'companies', 'on', '--clear-rules')
    assert.deepEqual(await stored(), ['companies on {}'])
  })

  test('feature:list shows state, reason and owner, and points out the expired and the undeclared', async ({
    assert,
  }) => {
    await (
      await app.container.make(FeatureStore)
    ).write([{ key: 'forgotten', state: 'on', rules: {} }], { who: 'a test' })
    const { exitCode, output } = await run('feature:list')
    assert.equal(exitCode, 0)
    assert.include(output, 'companies.logos|on|the default|everybody|editors')
    assert.include(output, 'companies.logos expired on 2020-01-01: editors should take it out of plugin companies')
    assert.include(output, 'forgotten stands in the database, but no plugin declares it')
    assert.include(output, 'polls|off|plugin polls is out of use: its manifest is empty')
  })

  test('feature:list --json says which variable locks a feature', async ({ assert }) => {
    await useSite({ FEATURE_SPONSORS: 'maintenance' })
    const { output } = await run('feature:list', '--json')
    const sponsors = JSON.parse(output).find(({ key }: { key: string }) => key === 'sponsors')
    assert.deepInclude(sponsors, { state: 'maintenance', lockedBy: 'FEATURE_SPONSORS', isDeclared: true })
  })

  test('feature:history tells who, from, to and why', async ({ assert }) => {
    await run('feature:set', 'companies', 'on', '--percentage=10', '--reason=first try')
    await run('feature:set', 'companies', 'on', '--percentage=20')
    const { exitCode, output } = await run('feature:history', 'companies')
    assert.equal(exitCode, 0)
    assert.match(output, /default\|on 10 % of visitors\|first try/)
    assert.match(output, /on 10 % of visitors\|on 20 % of visitors/)
    const other = await run('feature:history', 'sponsors')
    assert.include(other.output, 'nothing was changed yet')
  })

  test('a command of a plugin that is off gets a notice, and no other', async ({ assert }) => {
    const features = await app.container.make(Features)
    const notices = (commandName: string): string => {
      ace.ui.switchMode('raw')
      ace.ui.logger.flushLogs()
      noticeWhenOff({ commandName, logger: ace.ui.logger } as BaseCommand, features)
      return ace.ui.logger
        .getLogs()
        .map(({ message }) => message)
        .join()
    }
    features.apply([{ key: 'companies', state: 'maintenance', rules: {} }])
    assert.include(notices('companies:import'), 'plugin companies is in maintenance; the command runs all the same')
    assert.equal(notices('users:import'), '')
    assert.equal(notices('migration:run'), '')
  })
})
