import type { Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { ask, smallSite, type SmallSite } from '#tests/small_site'

function routes(router: Router): void {
  router.get('/pets/', () => 'all pets')
  router.get('/pets/feed.rss', () => 'feed')
  router.get('/pets/latest/', () => 'latest').slashOptional()
  router.get('/pets/count', () => 'count').slashless()
  router.post('/pets/', () => 'created')
  router.on('/pets/old/').redirectToPath('/pets/')
  router.get('/pets/:slug/', ({ params }) => `pet ${params.slug}`)
  router.group(() => router.get('/names.json', () => '[]')).prefix('/api/pets')
}

test.group('Addresses', (group) => {
  let site: SmallSite

  group.setup(async () => {
    site = await smallSite(routes)
    return () => site.close()
  })

  test('answers a page with a slash', async ({ assert }) => {
    const answer = await ask(site.port, '/pets/')
    assert.deepEqual([answer.status, answer.body], [200, 'all pets'])
  })

  for (const method of ['GET', 'HEAD']) {
    test(`redirects a page without a slash for good: ${method}`, async ({ assert }) => {
      const answer = await ask(site.port, '/pets', { method })
      assert.deepEqual([answer.status, answer.headers.location, answer.body], [301, '/pets/', ''])
    })
  }

  test('keeps the query of a redirect as it was sent', async ({ assert }) => {
    const answer = await ask(site.port, '/pets?name=Python+3.14&q=a%2Fb?c')
    assert.equal(answer.headers.location, '/pets/?name=Python+3.14&q=a%2Fb?c')
  })

  test('keeps the encoding of a redirect', async ({ assert }) => {
    const answer = await ask(site.port, '/pets/d%C3%A9j%C3%A0%20vu')
    assert.deepEqual([answer.status, answer.headers.location], [301, '/pets/d%C3%A9j%C3%A0%20vu/'])
  })

  test('redirects a parameter that has a dot in it', async ({ assert }) => {
    const answer = await ask(site.port, '/pets/python3.14')
    assert.deepEqual([answer.status, answer.headers.location], [301, '/pets/python3.14/'])
  })

  test('does not redirect what would lose its body', async ({ assert }) => {
    const answer = await ask(site.port, '/pets', { method: 'POST' })
    assert.deepEqual([answer.status, answer.body], [200, 'created'])
  })

  test('answers a file without a slash, and finds nothing with one', async ({ assert }) => {
    assert.equal((await ask(site.port, '/pets/feed.rss')).status, 200)
    assert.equal((await ask(site.port, '/pets/feed.rss/')).status, 404)
    assert.equal((await ask(site.port, '/api/pets/names.json')).status, 200)
    assert.equal((await ask(site.port, '/api/pets/names.json/')).status, 404)
  })

  test('answers a route marked slashless without a slash only', async ({ assert }) => {
    assert.equal((await ask(site.port, '/pets/count')).status, 200)
    assert.equal((await ask(site.port, '/pets/count/')).status, 404)
  })

  test('answers a route whose slash is optional both ways', async ({ assert }) => {
    assert.equal((await ask(site.port, '/pets/latest')).status, 200)
    assert.equal((await ask(site.port, '/pets/latest/')).status, 200)
  })

  test('takes in routes that only redirect', async ({ assert }) => {
    assert.equal((await ask(site.port, '/pets/old')).headers.location, '/pets/old/')
    assert.equal((await ask(site.port, '/pets/old/')).headers.location, '/pets/')
  })

  for (const path of ['//pets', '/\\pets', '//evil.test/pets', '/pets//', '/pets/%2F%2Fevil.test']) {
    test(`never sends a browser to another host: ${path}`, async ({ assert }) => {
      const { headers } = await ask(site.port, path)
      assert.notMatch(headers.location ?? '/', /^[/\\]{2}|^\w+:/)
    })
  }
})

test.group('Addresses of a plugin that is not on', () => {
  test('are not found, with the slash and without it', async ({ assert, cleanup }) => {
    const site = await smallSite(routes, 'off')
    cleanup(() => site.close())
    for (const path of ['/pets/', '/pets', '/pets/feed.rss', '/pets/latest']) {
      const { status, headers } = await ask(site.port, path)
      assert.deepEqual([path, status, headers.location], [path, 404, undefined])
    }
  })

  test('say when to come back in maintenance, with the slash and without it', async ({ assert, cleanup }) => {
    const site = await smallSite(routes, 'maintenance')
    cleanup(() => site.close())
    for (const path of ['/pets/', '/pets']) {
      const { status, headers } = await ask(site.port, path)
      assert.deepEqual([path, status, headers['retry-after']], [path, 503, '600'])
    }
  })
})
