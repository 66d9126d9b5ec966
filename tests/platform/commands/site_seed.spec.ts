import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import type { Seeder } from '@pydotorg/platform'
import SiteSeed from '@pydotorg/platform/commands/site_seed'
import { PluginRegistry, type Plugin } from '@pydotorg/platform/plugins'
import { plugin } from '#tests/platform/plugins/plugins_in_memory'

/** As manifests name them: modules that are imported when they are needed. */
function lazy(...seeders: Seeder[]) {
  return { seeders: seeders.map((seeder) => () => Promise.resolve({ default: seeder })) }
}

async function seed(...plugins: Plugin[]): Promise<{ lines: string[]; exitCode?: number }> {
  app.container.swap(PluginRegistry, () => new PluginRegistry('/', plugins))
  const command = await ace.create(SiteSeed, [])
  await command.exec()
  return { lines: command.logger.getLogs().map(({ message }) => message), exitCode: command.exitCode }
}

test.group('site:seed', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => {
      ace.ui.switchMode('normal')
      app.container.restore(PluginRegistry)
    }
  })

  test('runs each seeder after those of the plugins that are required, and says what it did', async ({ assert }) => {
    const { lines, exitCode } = await seed(
      plugin('awards', { requires: ['sponsors'], ...lazy(async () => 'added 1 award') }),
      plugin('banners'),
      plugin(
        'sponsors',
        lazy(
          async () => 'added 2 levels',
          async () => 'benefits are there'
        )
      )
    )
    assert.equal(exitCode, 0)
    assert.lengthOf(lines, 3)
    assert.include(lines[0], 'sponsors: added 2 levels')
    assert.include(lines[1], 'sponsors: benefits are there')
    assert.include(lines[2], 'awards: added 1 award')
  })

  test('stops at the first seeder that fails, names it and exits with 1', async ({ assert }) => {
    let ran = false
    const { lines, exitCode } = await seed(
      plugin(
        'awards',
        lazy(async () => {
          throw new Error('its data file is gone')
        })
      ),
      plugin(
        'banners',
        lazy(async () => {
          ran = true
          return 'added 1 banner'
        })
      )
    )
    assert.equal(exitCode, 1)
    assert.include(lines.join('\n'), 'awards: its data file is gone')
    assert.isFalse(ran)
  })
})
