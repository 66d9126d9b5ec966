import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'
import { routesBy, routesOf } from '../plugin_routes.js'
import { rateLimit } from '@pydotorg/platform/rate_limits'
import { misnamedRoutes, unguardedWrites, unlimitedOpenWrites } from './route_rules.js'

test.group('Routes of plugins', () => {
  test('have names that start with the name of their plugin', async ({ assert }) => {
    const plugins = await app.container.make(PluginRegistry)
    const faults = await Promise.all(
      plugins.all().map(async (plugin) => misnamedRoutes(plugin.name, await routesOf(plugin)))
    )
    assert.deepEqual(faults.flat(), [])
  })

  test('ask a policy before they change anything', async ({ assert }) => {
    const plugins = await app.container.make(PluginRegistry)
    const routes = await Promise.all(plugins.all().map(routesOf))
    assert.deepEqual(await unguardedWrites(routes.flat()), [])
  })

  test('say how often anybody may send a write that asks no policy', async ({ assert }) => {
    const plugins = await app.container.make(PluginRegistry)
    const routes = await Promise.all(plugins.all().map(routesOf))
    assert.deepEqual(await unlimitedOpenWrites(routes.flat()), [])
  })
})

/** What @adonisjs/bouncer gives to a request. */
interface Guarded {
  bouncer: { authorize: (action: string) => Promise<void> }
}

class EventsController {
  static openToEveryone = { store: 'A search form sent by POST: it reads.' }

  index() {}
  store() {}
  async update(ctx: HttpContext) {
    const { bouncer } = ctx as HttpContext & Guarded
    await bouncer.authorize('update')
  }
  destroy() {}
}

test.group('Rules for routes', () => {
  test('refuse a route without a name, or with the name of another plugin', ({ assert }) => {
    const routes = routesBy((router) => {
      router.get('/events/', () => '').as('events.index')
      router.get('/events/past/', () => '')
      router.get('/events/jobs/', () => '').as('jobs.index')
      router.get('/events/like/', () => '').as('events_like.index')
    })
    assert.deepEqual(misnamedRoutes('events', routes), [
      `/events/past must be named .as('events.<resource>.<action>'), not left alone`,
      `/events/jobs must be named .as('events.<resource>.<action>'), not jobs.index`,
      `/events/like must be named .as('events.<resource>.<action>'), not events_like.index`,
    ])
  })

  test('refuse a write that asks no policy and gives no reason', async ({ assert }) => {
    const lazy = async () => ({ default: EventsController })
    const routes = routesBy((router) => {
      router.get('/events/', [lazy, 'index'])
      router.post('/events/', [lazy, 'store'])
      router.put('/events/:id/', [lazy, 'update'])
      router.delete('/events/:id/', [lazy, 'destroy'])
      router.patch('/events/:id/', [EventsController, 'destroy'])
      router.post('/events/import/', () => 'done')
    })
    const faults = await unguardedWrites(routes)
    assert.deepEqual(
      faults.map((fault) => fault.split(' calls ')[0]),
      ['DELETE /events/:id', 'PATCH /events/:id', 'POST /events/import']
    )
  })

  test('refuse a write that is open to everyone and says not how often', async ({ assert }) => {
    const routes = routesBy((router) => {
      router.get('/events/', [EventsController, 'index'])
      router.post('/events/', [EventsController, 'store'])
      router.post('/events/search/', [EventsController, 'store']).as('events.search').use(rateLimit('critical'))
      router.put('/events/:id/', [EventsController, 'update'])
    })
    assert.deepEqual(await unlimitedOpenWrites(routes), [
      "POST /events is open to everyone and needs .use(rateLimit('…'))",
    ])
  })
})
