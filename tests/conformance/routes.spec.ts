import app from '@adonisjs/core/services/app'
import type { RouteJSON } from '@adonisjs/core/types/http'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { routesOf } from '../plugin_routes.js'
import { registeredPlugins } from './registered_plugins.js'
import { sampleAddress } from './sample_address.js'
import { switchFeature } from '@pydotorg/platform/testing'

const ACTIONS = ['index', 'create', 'store', 'show', 'edit', 'update', 'destroy']

const optional = registeredPlugins.filter(({ manifest }) => !manifest.core)

async function ask(client: ApiClient, routes: readonly RouteJSON[], accept: string) {
  const answers = routes.flatMap((route) =>
    route.methods.map(async (method) => {
      const path = sampleAddress(route)
      const response = await client.request(path, method).header('accept', accept).redirects(0)
      return { asked: `${method} ${path}`, status: response.status(), header: response.headers() }
    })
  )
  return Promise.all(answers)
}

test.group('Routes of plugins', (group) => {
  let undo: (() => void) | undefined
  group.each.teardown(() => undo?.())

  test('{name} registers them on the site under their names')
    .with(registeredPlugins)
    .run(async ({ assert }, plugin) => {
      const router = await app.container.make('router')
      for (const { name, pattern } of await routesOf(plugin)) {
        assert.match(String(name), new RegExp(`^${plugin.name}(\\.[a-z0-9_]+){1,3}$`), pattern)
        assert.equal(router.find(String(name))?.pattern, pattern)
      }
    })

  test('{name} answers them with the seven actions only')
    .with(registeredPlugins)
    .run(async ({ assert }, plugin) => {
      for (const { handler, pattern } of await routesOf(plugin)) {
        // A redirect written as router.on(…).redirect(…) is a function and has no controller.
        if (typeof handler === 'function' || !Array.isArray(handler.reference)) continue
        assert.include(ACTIONS, handler.reference[1], pattern)
      }
    })

  for (const accept of ['text/html', 'application/json']) {
    test(`{name} answers 404 to each of them while it is off (${accept})`)
      .with(optional)
      .run(async ({ assert, client }, plugin) => {
        undo = await switchFeature(plugin.name, 'off')
        const answers = await ask(client, await routesOf(plugin), accept)
        assert.deepEqual(
          answers.filter(({ status }) => status !== 404),
          []
        )
      })
  }

  test('{name} answers 503 to each of them while it is worked on, and says when to come back')
    .with(optional)
    .run(async ({ assert, client }, plugin) => {
      undo = await switchFeature(plugin.name, 'maintenance')
      const answers = await ask(client, await routesOf(plugin), 'text/html')
      assert.deepEqual(
        answers.filter(({ status, header }) => status !== 503 || !header['retry-after']),
        []
      )
    })
})
