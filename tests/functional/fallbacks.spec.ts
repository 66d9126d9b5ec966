import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext, Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import type { Fallback } from '@pydotorg/platform/contributions'
import { limitRates } from '@pydotorg/platform/testing'
import { ask, smallSite } from '#tests/small_site'

const asked: string[] = []

/** Answers what begins with /old, says that /lost is gone, breaks at /broken, and passes on the rest. */
const answerOld: Fallback = async ({ request, response }: HttpContext) => {
  asked.push(`${request.method()} ${request.url()}`)
  if (request.url() === '/lost') throw new Exception('It was taken away for good.', { status: 410 })
  if (request.url() === '/broken') throw new Error('the secret of the house')
  if (!request.url().startsWith('/old')) return 'passed'
  response.send('an old page')
  return 'answered'
}

const never: Fallback = async ({ response }) => {
  response.send('the second one')
  return 'answered'
}

const lazy = (fallback: Fallback) => async () => ({ default: fallback })

function routes(router: Router): void {
  router.get('/pets/', () => 'pets')
  router.get('/old/pets/', () => 'a route')
  router.get('/old/:pet/', () => {
    throw new Exception('No such pet', { status: 404 })
  })
  router.get('/old/:pet/toys/', () => {
    throw new Exception('Not yours', { status: 403 })
  })
}

const open = (fallbacks: Fallback[], state: 'on' | 'off' | 'maintenance' = 'on') =>
  smallSite(routes, state, { fallbacks: fallbacks.map(lazy) })

test.group('Fallbacks', (group) => {
  group.each.setup(() => {
    asked.length = 0
  })

  test('answer what no route answers, and what a route does not find', async ({ assert, cleanup }) => {
    const site = await open([answerOld, never])
    cleanup(() => site.close())
    for (const path of ['/old', '/old/cat/', '/old/cat/of/mine']) {
      const { status, body, headers } = await ask(site.port, path)
      assert.deepEqual([status, body], [200, 'an old page'], path)
      assert.equal(headers['cache-control'], 'public, max-age=0, must-revalidate')
    }
    const head = await ask(site.port, '/old', { method: 'HEAD' })
    assert.deepEqual([head.status, head.body], [200, ''])
  })

  test('are asked one after the other, and the 404 page comes last', async ({ assert, cleanup }) => {
    const site = await open([answerOld])
    cleanup(() => site.close())
    const { status, body } = await ask(site.port, '/new/')
    assert.equal(status, 404)
    assert.include(body, 'There is no page here')
    assert.deepEqual(asked, ['GET /new/'])

    const two = await open([answerOld, never])
    cleanup(() => two.close())
    assert.equal((await ask(two.port, '/new/')).body, 'the second one')
  })

  test('never come before a route, whatever it answers', async ({ assert, cleanup }) => {
    const site = await open([answerOld])
    cleanup(() => site.close())
    assert.equal((await ask(site.port, '/old/pets/')).body, 'a route')
    assert.equal((await ask(site.port, '/old/pets')).status, 301)
    assert.equal((await ask(site.port, '/old/cat/toys/')).status, 403)
    assert.equal((await ask(site.port, '/pets/', { method: 'POST' })).status, 405)
    assert.deepEqual(asked, [])
  })

  test('are not asked about writes, nor about the API', async ({ assert, cleanup }) => {
    const site = await open([answerOld])
    cleanup(() => site.close())
    assert.equal((await ask(site.port, '/old', { method: 'POST' })).status, 404)
    assert.equal((await ask(site.port, '/api/old/')).status, 404)
    assert.deepEqual(asked, [])
  })

  for (const state of ['off', 'maintenance'] as const) {
    test(`are not asked about addresses of a plugin that is ${state}, and its own are not asked at all`, async ({
      assert,
      cleanup,
    }) => {
      const site = await open([answerOld], state)
      cleanup(() => site.close())
      assert.equal((await ask(site.port, '/old/cat/')).status, state === 'off' ? 404 : 503)
      assert.equal((await ask(site.port, '/old')).status, 404)
      assert.deepEqual(asked, [])
    })
  }

  test('may say that something is gone; when they break, nothing of it is told', async ({ assert, cleanup }) => {
    const site = await open([answerOld])
    cleanup(() => site.close())
    const gone = await ask(site.port, '/lost')
    assert.equal(gone.status, 410)
    assert.include(gone.body, 'It was taken away for good.')
    const broken = await ask(site.port, '/broken')
    assert.equal(broken.status, 500)
    assert.notInclude(broken.body, 'secret')
  })

  test('are counted as other reads are', async ({ assert, cleanup }) => {
    cleanup(await limitRates({ low: 2 }))
    const site = await open([answerOld])
    cleanup(() => site.close())
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    const statuses = []
    for (const path of ['/old', '/old/x/y', '/old']) statuses.push((await ask(site.port, path, { headers })).status)
    assert.deepEqual(statuses, [200, 200, 429])
  })
})
