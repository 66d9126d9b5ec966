import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { dropTags } from '@pydotorg/platform/cache'
import { RouteDirectory } from '@pydotorg/platform/http'
import { PluginRegistry, type Plugin } from '@pydotorg/platform/plugins'
import { switchFeature } from '@pydotorg/platform/testing'

const sectionsOf = ({ manifest }: Plugin) => manifest.contributes?.homeSections ?? []

/** Of this site, in the order in which they are loaded. */
async function pluginsWithSections(): Promise<Plugin[]> {
  return (await app.container.make(PluginRegistry)).all().filter((plugin) => sectionsOf(plugin).length > 0)
}

/** Every set of them, from none to all. */
function subsets(plugins: readonly Plugin[]): Plugin[][] {
  return Array.from({ length: 2 ** plugins.length }, (_, bits) => plugins.filter((_one, bit) => bits & (1 << bit)))
}

const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
const headingsOf = (html: string): string[] => [...mainOf(html).matchAll(/<h2[^>]*>([^<]+)/g)].map(([, text]) => text!)
const linksOf = (html: string): string[] => [...html.matchAll(/<a [^>]*?href="(\/[^"#?]*)/g)].map(([, path]) => path!)

interface ShownHome {
  html: string
  headings: string[]
  /** Links to routes that do not answer. */
  dead: string[]
}

/** The home page while these plugins are on, and the others that have sections are off. */
async function homeWith(client: ApiClient, on: readonly Plugin[], all: readonly Plugin[]): Promise<ShownHome> {
  const directory = await app.container.make(RouteDirectory)
  const restore: (() => void)[] = []
  for (const plugin of all) restore.unshift(await switchFeature(plugin.name, on.includes(plugin) ? 'on' : 'off'))
  try {
    const response = await client.get('/')
    response.assertStatus(200)
    const html = response.text()
    return {
      html,
      headings: headingsOf(html),
      dead: linksOf(html).filter((path) => !(directory.routeAt(path)?.answers ?? true)),
    }
  } finally {
    for (const undo of restore) undo()
  }
}

test.group('The home page of any of the plugins that there are', (group) => {
  group.setup(async () => {
    const undo = await testUtils.db().wrapInGlobalTransaction()
    const plugins = await pluginsWithSections()
    const tags = plugins.flatMap((plugin) => sectionsOf(plugin).flatMap(({ cache }) => cache?.tags ?? []))
    for (const { manifest } of plugins) {
      for (const seeder of manifest.seeders ?? []) await (await seeder()).default()
    }
    await dropTags(tags)
    return async () => {
      await undo()
      await dropTags(tags)
    }
  })

  test('shows the sections of those that are on, and leads nowhere that is off', async ({ client, assert }) => {
    const all = await pluginsWithSections()
    const bare = (await homeWith(client, [], all)).headings
    const own = new Map<Plugin, string[]>()
    for (const plugin of all) {
      const { headings } = await homeWith(client, [plugin], all)
      own.set(
        plugin,
        headings.filter((heading) => !bare.includes(heading))
      )
    }
    assert.isAtLeast([...own.values()].flat().length, 3)

    for (const on of subsets(all)) {
      const names = on.map(({ name }) => name).join()
      const { html, headings, dead } = await homeWith(client, on, all)
      assert.sameMembers(headings, [...bare, ...on.flatMap((plugin) => own.get(plugin)!)], names)
      assert.include(html, '<h1>Python is a programming language', names)
      assert.deepEqual(dead, [], names)
    }
  })
})
