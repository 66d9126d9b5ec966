import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'
import type { Plugin } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { registeredPlugins, workspacePlugins } from './registered_plugins.js'

const LOADER = fileURLToPath(new URL('load_manifests.ts', import.meta.url))
const run = promisify(execFile)

const manifestOf = ({ directory }: Plugin) => join(directory, 'plugin.ts')

test.group('Manifests', () => {
  test('are evaluated without side effects: nothing printed, nothing opened, nothing else of a plugin loaded', async ({
    assert,
  }) => {
    const manifests = workspacePlugins.map(manifestOf)
    // A manifest that opens a connection or a timer keeps the process, and the deadline ends it.
    const { stdout, stderr } = await run(
      process.execPath,
      ['--import=./bin/launcher/typescript.js', LOADER, ...manifests],
      {
        cwd: app.makePath(),
        env: { PATH: process.env.PATH },
        timeout: 20_000,
      }
    )
    assert.equal(stderr, '')
    const loaded = JSON.parse(stdout) as string[]
    const plugins = pathToFileURL(app.makePath('plugins')).href
    assert.sameMembers(
      loaded.filter((url) => url.startsWith(plugins)),
      manifests.map((file) => pathToFileURL(file).href)
    )
    assert.deepEqual(
      loaded.filter((url) => /node_modules\/(@adonisjs|edge\.js|pg|knex)\//.test(url)),
      []
    )
  })

  test('{name} names modules that are there')
    .with(registeredPlugins)
    .run(async ({ assert }, { manifest }) => {
      const { routes, commands = [], seeders = [], listeners = [], provides = [], contributes = {} } = manifest
      const { jobs = [], schedules = [] } = manifest
      const { sitemap = [], healthChecks = [], homeSections = [], signInWays = [] } = contributes
      const lazy = [
        ...(routes ? [routes] : []),
        ...commands,
        ...jobs,
        ...schedules.map(({ job }) => job),
        ...seeders,
        ...sitemap,
        ...healthChecks,
        ...signInWays,
        ...homeSections.map(({ data }) => data),
        ...listeners.flatMap(({ event, handle }) => [event, handle]),
        ...provides.flatMap(({ contract, implementation }) => [contract, implementation]),
      ]
      for (const load of lazy) {
        const { default: loaded } = (await load()) as { default: unknown }
        assert.isFunction(loaded)
      }
    })

  test('{name} implements the contracts that it provides')
    .with(registeredPlugins)
    .run(async ({ assert }, { manifest }) => {
      for (const { contract, implementation } of manifest.provides ?? []) {
        const [{ default: token }, { default: Implementation }] = await Promise.all([contract(), implementation()])
        assert.isTrue(
          token.isPrototypeOf.call(token, Implementation),
          `${Implementation.name} must extend ${token.name}`
        )
      }
    })

  test('{name} gives everything it hands over a key that starts with its name')
    .with(registeredPlugins)
    .run(({ assert }, { name, manifest }) => {
      const { navigation = {}, homeSections = [] } = manifest.contributes ?? {}
      const entries = Object.values(navigation).flatMap((menu) => menu ?? [])
      const keys = [...entries, ...entries.flatMap(({ children = [] }) => children), ...homeSections]
      for (const { key } of keys) assert.match(key, new RegExp(`^${name}\\.[a-z0-9_.]+$`))
    })

  test('{name} shows home sections by templates that are there')
    .with(registeredPlugins)
    .run(({ assert }, { name, directory, manifest }) => {
      for (const { view } of manifest.contributes?.homeSections ?? []) {
        const [namespace, template] = view.split('::')
        assert.equal(namespace, name)
        const file = join(directory, 'views', `${template}.edge`)
        assert.isTrue(existsSync(file), `${file} is missing`)
      }
    })
})
