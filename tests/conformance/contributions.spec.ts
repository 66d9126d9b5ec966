import app from '@adonisjs/core/services/app'
import { ContributionReader, type MenuName } from '@pydotorg/platform/contributions'
import { Contracts } from '@pydotorg/platform/contracts'
import type { Plugin } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'
import { switchFeature } from '@pydotorg/platform/testing'

const MENUS: readonly MenuName[] = ['main', 'footer']

/** How many of the things that a plugin hands over the site shows. */
async function shownOf({ manifest }: Plugin): Promise<{ declared: number; shown: number }> {
  const reader = await app.container.make(ContributionReader)
  const { navigation = {}, homeSections = [], feeds = [], sitemap = [] } = manifest.contributes ?? {}
  const { healthChecks = [], signInWays = [], fallbacks = [] } = manifest.contributes ?? {}
  const { pageTops = [], apiHeaders = [], menuArranger } = manifest.contributes ?? {}
  const { adminResources = [], adminPages = [], adminPanels = [] } = manifest.contributes ?? {}
  const declared = [
    ...MENUS.flatMap((menu) => navigation[menu] ?? []),
    ...homeSections,
    ...feeds,
    ...sitemap,
    ...healthChecks,
    ...signInWays,
    ...fallbacks,
    ...pageTops,
    ...apiHeaders,
    ...(menuArranger ? [menuArranger] : []),
    ...adminResources,
    ...adminPages,
    ...adminPanels,
  ]
  const shown = new Set<unknown>([
    ...MENUS.flatMap((menu) => reader.navigation(menu)),
    ...reader.homeSections(),
    ...reader.feeds(),
    ...reader.sitemapSources(),
    ...reader.healthChecks(),
    ...reader.signInWaySources(),
    ...reader.fallbackSources(),
    ...reader.pageTops(),
    ...reader.apiHeaderSources(),
    reader.menuArranger(),
    ...reader.collect((contributed) => contributed.adminResources),
    ...reader.collect((contributed) => contributed.adminPages),
    ...reader.collect((contributed) => contributed.adminPanels),
  ])
  return { declared: declared.length, shown: declared.filter((one) => shown.has(one)).length }
}

test.group('Contributions of plugins', (group) => {
  let undo: (() => void) | undefined
  group.each.teardown(() => undo?.())

  test('{name} sees all that it hands over on the site while it is on')
    .with(registeredPlugins)
    .run(async ({ assert }, plugin) => {
      undo = await switchFeature(plugin.name, 'on')
      const { declared, shown } = await shownOf(plugin)
      assert.equal(shown, declared)
    })

  test('{name} leaves nothing on the site while it is off')
    .with(registeredPlugins.filter(({ manifest }) => !manifest.core))
    .run(async ({ assert }, plugin) => {
      undo = await switchFeature(plugin.name, 'off')
      assert.equal((await shownOf(plugin)).shown, 0)
    })

  test('{name} gives none of its contracts while it is off')
    .with(registeredPlugins.filter(({ manifest }) => !manifest.core))
    .run(async ({ assert }, plugin) => {
      undo = await switchFeature(plugin.name, 'off')
      const contracts = await app.container.make(Contracts)
      for (const { contract } of plugin.manifest.provides ?? []) {
        const { default: token } = await contract()
        assert.isNull(await contracts.optional(token))
      }
    })
})
