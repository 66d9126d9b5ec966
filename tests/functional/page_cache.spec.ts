import { setTimeout as wait } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { securityHeaders } from '#config/headers'
import { publicPageOf, TableWatch } from '@pydotorg/platform/page_cache'
import { switchFeature } from '@pydotorg/platform/testing'

/** As a guest asks; the client of the tests always brings a session. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`http://${process.env.HOST}:${process.env.PORT}${path}`, { headers, redirect: 'manual' })
}

function sourceOf({ headers }: Response): string | null {
  return headers.get('cache-status')
}

/** Addresses of routes that declare their pages public and need no parameter; lists of the API are empty in tests. */
function publicPaths(): string[] {
  const routes = (router.toJSON().root ?? []).filter((route) => route.methods.includes('GET') && publicPageOf(route))
  return routes.map(({ pattern }) => pattern).filter((path) => !path.includes(':') && !path.startsWith('/api/'))
}

test.group('Public pages', (group) => {
  // What another test has just committed counts as under way for a second: nobody listens to announcements in tests.
  group.setup(async () => {
    await wait(1_100)
  })

  test('are kept, each of them', async ({ assert }) => {
    const paths = publicPaths()
    assert.isAbove(paths.length, 10)
    for (const path of paths) {
      const address = /\.\w+$/.test(path) || path.endsWith('/') ? path : `${path}/`
      const first = await ask(address)
      assert.equal(first.status, 200, address)
      assert.equal(sourceOf(first), 'pydotorg; fwd=miss; stored', address)
      const second = await ask(address)
      assert.equal(sourceOf(second), 'pydotorg; hit', address)
      assert.equal(await second.text(), await first.text(), address)
    }
    assert.isEmpty((await app.container.make(TableWatch)).unannounced)
  })

  test('have the headers of every answer', async ({ assert }) => {
    await ask('/')
    const { headers } = await ask('/', { 'x-request-id': 'as-the-proxy-said' })
    for (const [name, value] of Object.entries(securityHeaders)) assert.equal(headers.get(name), value)
    assert.equal(headers.get('surrogate-key'), 'pydotorg-app')
    assert.equal(headers.get('x-request-id'), 'as-the-proxy-said')
    assert.match(headers.get('etag')!, /^"[\w-]{22}(-\w+)?"$/)
  })

  test('are made anew for who has a session, also when they are kept', async ({ assert }) => {
    await ask('/')
    assert.isNull(sourceOf(await ask('/', { cookie: 'pydotorg_session=made-up' })))
  })

  test('are forgotten when a feature is switched, and not kept when it is for some visitors', async ({ assert }) => {
    await ask('/about/')
    await ask('/downloads/')
    const back = await switchFeature('downloads', 'on', { percentage: 50 })
    assert.equal(sourceOf(await ask('/about/')), 'pydotorg; fwd=miss; stored')
    try {
      for (let time = 0; time < 2; time += 1) {
        const answer = await ask('/downloads/')
        assert.isNull(sourceOf(answer))
        assert.match(answer.headers.get('cache-control')!, /private/)
      }
    } finally {
      back()
    }
    assert.equal(sourceOf(await ask('/downloads/')), 'pydotorg; fwd=miss; stored')
  })
})
