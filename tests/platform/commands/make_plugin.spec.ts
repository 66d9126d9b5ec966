import { readdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { NewPluginError, refuseBadName, refuseSingular } from '@pydotorg/platform/commands/new_plugin_name'
import { ScratchSite } from '../../scratch_site.js'

const NAME = 'field_trips'
const TITLE = 'Trips & tours'

test.group('Names of new plugins', () => {
  test('may be {$self}')
    .with(['events', 'work_groups', 'mp3s', 'top_10_lists'])
    .run(({ assert }, name) => {
      assert.doesNotThrow(() => refuseBadName(name, ['jobs']))
      assert.doesNotThrow(() => refuseSingular(name))
    })

  test('cannot be {0}')
    .with([
      ['Events', ' Did you mean "events"?'],
      ['work-groups', ' Did you mean "work_groups"?'],
      ['workGroups', ' Did you mean "work_groups"?'],
      ['work groups', ' Did you mean "work_groups"?'],
      ['_events', ' Did you mean "events"?'],
      ['events_', ' Did you mean "events"?'],
      ['events__old', ' Did you mean "events_old"?'],
      ['3events', ' Did you mean "events"?'],
      ['../events', ' Did you mean "events"?'],
      ['Déjà vus', ' Did you mean "deja_vus"?'],
      ['2048', ''],
      ['', ''],
    ] as const)
    .run(({ assert }, [name, hint]) => {
      assert.throws(
        () => refuseBadName(name, []),
        `"${name}" cannot be a plugin's name: it is a snake_case noun of at most 40 letters and digits, ` +
          `such as work_groups.${hint}`
      )
    })

  test('cannot be longer than a table name allows', ({ assert }) => {
    assert.doesNotThrow(() => refuseBadName('s'.repeat(40), []))
    assert.throws(() => refuseBadName('s'.repeat(41), []))
  })

  test('cannot be taken, by a plugin or by the site', ({ assert }) => {
    assert.throws(() => refuseBadName('jobs', ['jobs']), 'There is a plugin "jobs" already, in plugins/jobs.')
    assert.throws(
      () => refuseBadName('ui', []),
      `"ui" cannot be a plugin's name: the site uses it for the parts of pages, @ui.*.`
    )
  })

  test('are plurals', ({ assert }) => {
    assert.throws(
      () => refuseSingular('community'),
      'Plugins are called in the plural: "communities" rather than "community". ' +
        'If "community" is what you mean, add --singular.'
    )
    assert.throws(() => refuseSingular('work_group'), NewPluginError)
  })
})

test.group('make:plugin', (group) => {
  let site: ScratchSite
  group.setup(async () => {
    site = await ScratchSite.create()
  })
  group.teardown(() => site.remove())
  group.tap((each) => each.tags(['slow']).timeout(420_000))

  const make = (...args: string[]) => site.run('bin/console.ts', 'make:plugin', ...args)

  test('refuses bad names, exits with 1 and writes nothing', async ({ assert }) => {
    const before = await readdir(join(site.root, 'plugins'))
    const attempts = [['Field-Trips'], ['field_trip'], [before[0] ?? ''], [NAME, '--title=<b>']]
    for (const attempt of attempts) {
      const { exitCode, output } = await make(...attempt)
      assert.equal(exitCode, 1, output)
      assert.match(output, /cannot be a (plugin's name|title)|in the plural|There is a plugin/)
      assert.notMatch(output, /\n\s+at /, 'no stack trace')
    }
    assert.deepEqual(await readdir(join(site.root, 'plugins')), before)
  })

  test('writes a plugin and links it', async ({ assert }) => {
    const { exitCode, output } = await make(NAME, `--title=${TITLE}`)
    assert.equal(exitCode, 0, output)
    assert.include(output, 'create plugins/field_trips/plugin.ts')
    assert.include(output, '"npm install" records that in package-lock.json')
    assert.equal(await readlink(join(site.root, 'node_modules/@pydotorg', NAME)), `../../plugins/${NAME}`)
    const files = await readdir(join(site.root, 'plugins', NAME), { recursive: true, withFileTypes: true })
    for (const file of files.filter((entry) => entry.isFile())) {
      assert.notMatch(file.name, /sample|1700000000000/)
      assert.notMatch(await readFile(join(file.parentPath, file.name), 'utf8'), /samples/i)
    }
  })

  test('writes a plugin that type-checks and keeps the rules of style', async ({ assert }) => {
    // Plugins and tests that are there already are checked with the project.
    const include = [`plugins/${NAME}`, 'app', 'config', 'providers', 'start', 'adonisrc.ts', '.adonisjs/server/**/*']
    await writeFile(join(site.root, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.json', include }))
    const results = [
      await site.run('node_modules/typescript/bin/tsc', '--noEmit', '--project', 'tsconfig.new.json'),
      await site.run('node_modules/eslint/bin/eslint.js', `plugins/${NAME}`),
      await site.run('node_modules/prettier/bin/prettier.cjs', '--check', `plugins/${NAME}`),
    ]
    for (const { exitCode, output, ending } of results) assert.equal(exitCode, 0, `${ending}\n${output}`)
  })

  test('writes a plugin that passes its own tests', async ({ assert }) => {
    const { exitCode, output, ending } = await site.run(
      'bin/test.ts',
      'functional',
      `--files=plugins/${NAME}/tests/functional/*`
    )
    assert.equal(exitCode, 0, `${ending}\n${output}`)
    assert.match(output, /Tests\s+18 passed/)
  })

  test('writes a plugin that keeps every promise and rule', async ({ assert }) => {
    const { exitCode, output, ending } = await site.run(
      'bin/test.ts',
      'platform',
      '--files=tests/conformance/*,tests/architecture/*'
    )
    assert.equal(exitCode, 0, `${ending}\n${output}`)
    assert.include(output, `${NAME} declares every column of its tables`)
  })

  test('does not write the same plugin again', async ({ assert }) => {
    const { exitCode, output } = await make(NAME)
    assert.equal(exitCode, 1)
    assert.include(output, 'There is a plugin "field_trips" already, in plugins/field_trips.')
  })
})
