import { AuthorizationResponse, errors as bouncerErrors } from '@adonisjs/bouncer'
import { Exception } from '@adonisjs/core/exceptions'
import type { Router } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import { ask, smallSite, type SmallSite } from '#tests/small_site'
import { TooMuchImageWork } from '../../app/platform/media/image_work.js'

const JSON_WANTED = { headers: { accept: 'application/json' } }

async function refuseFields(): Promise<void> {
  await vine.create({ name: vine.string(), age: vine.number() }).validate({ age: 'many' })
}

async function askDatabaseThatIsAway(): Promise<void> {
  const away = { client: 'pg' as const, connection: 'postgres://root@127.0.0.1:1/nothing', pool: { min: 0 } }
  db.manager.add('away', away)
  await db.connection('away').rawQuery('select 1')
}

function routes(router: Router): void {
  const failing = (path: string, fail: () => void | Promise<void>) => router.get(path, fail)
  router.get('/pets/', () => 'pets')
  router.get('/pets/cats/', () => 'cats')
  router.put('/pets/cats/', () => 'cats')
  failing('/pets/mine/', () => {
    throw new Exception('Only their keeper may see these pets.', { status: 403 })
  })
  failing('/pets/fed/', () => {
    throw new bouncerErrors.E_AUTHORIZATION_FAILURE(AuthorizationResponse.deny())
  })
  failing('/pets/gone/', () => {
    throw new Exception('They moved out.', { status: 410 })
  })
  failing('/pets/busy/', () => {
    throw new Exception('Too many visitors.', { status: 429 })
  })
  failing('/pets/broken/', () => {
    throw new Error('the password of the kennel is hunter2')
  })
  failing('/pets/strange/', () => {
    throw 'a string'
  })
  failing('/pets/fields/', refuseFields)
  failing('/pets/database/', askDatabaseThatIsAway)
  failing('/pets/pictures/', () => {
    throw new TooMuchImageWork()
  })
  router.get('/pets/half/', ({ response }) => {
    response.type('application/pdf').header('Cache-Control', 'public, max-age=9999').header('ETag', '"x"')
    throw new Error('broken after all')
  })
}

test.group('Error pages', (group) => {
  let site: SmallSite

  group.setup(async () => {
    site = await smallSite(routes)
    return async () => {
      await site.close()
      if (db.manager.has('away')) await db.manager.close('away', true)
    }
  })

  for (const [path, status, text] of [
    ['/nothing-like-it/', 404, 'There is no page here'],
    ['/pets/mine/', 403, 'Only their keeper may see these pets.'],
    ['/pets/fed/', 403, 'Your account has no right to do this.'],
    ['/pets/gone/', 410, 'They moved out.'],
    ['/pets/busy/', 429, 'One moment, please'],
    ['/pets/fields/', 422, 'The age field must be a number'],
    ['/pets/broken/', 500, 'Something broke on our side'],
    ['/pets/strange/', 500, 'Something broke on our side'],
    ['/pets/database/', 503, 'Our database is out of reach'],
  ] as const) {
    test(`answers ${status} in the frame of the site: ${path}`, async ({ assert }) => {
      const { status: answered, headers, body } = await ask(site.port, path)
      assert.equal(answered, status)
      assert.equal(headers['content-type'], 'text/html; charset=utf-8')
      assert.include(body, text)
      assert.include(body, '<header class="site-header">')
      assert.include(body, '<meta name="robots" content="noindex"')
      assert.notInclude(body, 'rel="canonical"')
    })
  }

  test('tells nothing of a failure but the number of the request', async ({ assert }) => {
    const { body, headers } = await ask(site.port, '/pets/broken/')
    assert.notMatch(body, /hunter2|kennel|\.ts|\bat [^<]+:\d+/)
    assert.include(body, String(headers['x-request-id']))
    const { body: json } = await ask(site.port, '/pets/broken/', JSON_WANTED)
    assert.notMatch(json, /hunter2|kennel|\.ts|stack/)
  })

  test('suggests pages that are spelt alike and those above', async ({ assert }) => {
    assert.include((await ask(site.port, '/pet/')).body, 'href="/pets/"')
    assert.include((await ask(site.port, '/pets/catz')).body, 'href="/pets/cats/"')
    assert.include((await ask(site.port, '/pets/cats/of/mine/')).body, 'href="/pets/cats/"')
    assert.notInclude((await ask(site.port, '/entirely-different/')).body, 'Did you mean')
  })

  test('escapes the address that was asked for', async ({ assert }) => {
    const { body } = await ask(site.port, '/pets/<script>alert(1)</script>')
    assert.notInclude(body, '<script>alert')
  })

  test('keeps nothing of the answer that a route had begun', async ({ assert }) => {
    const { headers } = await ask(site.port, '/pets/half/')
    assert.equal(headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(headers['cache-control'], 'no-store')
    assert.isUndefined(headers.etag)
  })

  test('says when the database may be back', async ({ assert }) => {
    const { headers, body } = await ask(site.port, '/pets/database/')
    assert.equal(headers['retry-after'], '5')
    assert.include(body, 'Come back after')
  })

  test('says when pictures may be asked for again that cannot be made now', async ({ assert }) => {
    const { status, headers, body } = await ask(site.port, '/pets/pictures/')
    assert.deepEqual([status, headers['retry-after']], [503, '60'])
    assert.include(body, 'Come back after')
  })

  test('sends no body to HEAD', async ({ assert }) => {
    const { status, body } = await ask(site.port, '/nothing/', { method: 'HEAD' })
    assert.deepEqual([status, body], [404, ''])
  })

  for (const accept of ['image/png', 'text/plain', '*/*', 'nonsense', '']) {
    test(`answers with a page to Accept: ${accept || '(empty)'}`, async ({ assert }) => {
      const { status, headers } = await ask(site.port, '/nothing/', { headers: { accept } })
      assert.deepEqual([status, headers['content-type']], [404, 'text/html; charset=utf-8'])
    })
  }

  for (const path of ['/pets', '/pets/cats/']) {
    test(`answers 405 and names the methods that work: DELETE ${path}`, async ({ assert }) => {
      const { status, headers } = await ask(site.port, path, { method: 'DELETE' })
      assert.equal(status, 405)
      assert.equal(headers.allow, path === '/pets' ? 'GET, HEAD' : 'GET, HEAD, PUT')
    })
  }
})

test.group('Errors as problem+json', (group) => {
  let site: SmallSite

  group.setup(async () => {
    site = await smallSite(routes)
    return () => site.close()
  })

  for (const accept of ['application/json', 'application/problem+json', 'application/json, text/html;q=0.5']) {
    test(`answers RFC 9457 to Accept: ${accept}`, async ({ assert }) => {
      const { status, headers, body } = await ask(site.port, '/nothing/?secret=1', { headers: { accept } })
      assert.equal(status, 404)
      assert.match(headers['content-type'] ?? '', /^application\/problem\+json/)
      assert.deepEqual(JSON.parse(body), {
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: 'It may have moved, or the address has a slip in it.',
        instance: '/nothing/',
        requestId: headers['x-request-id'],
      })
      assert.include(headers.vary ?? '', 'Accept')
    })
  }

  test('answers so under /api/ whatever is asked for', async ({ assert }) => {
    const { headers } = await ask(site.port, '/api/v3/nothing/', { headers: { accept: 'text/html' } })
    assert.match(headers['content-type'] ?? '', /^application\/problem\+json/)
  })

  test('names the fields that were refused', async ({ assert }) => {
    const { status, body } = await ask(site.port, '/pets/fields/', JSON_WANTED)
    const { errors } = JSON.parse(body) as { errors: { field: string }[] }
    assert.equal(status, 422)
    assert.deepEqual(
      errors.map(({ field }) => field),
      ['name', 'age']
    )
  })

  test('tells a maintenance from a failure', async ({ assert, cleanup }) => {
    const closed = await smallSite(routes, 'maintenance')
    cleanup(() => closed.close())
    const { status, headers, body } = await ask(closed.port, '/pets/', JSON_WANTED)
    assert.deepEqual([status, headers['retry-after'], headers['cache-control']], [503, '600', 'no-store'])
    assert.include(body, 'being worked on')
    assert.include((await ask(closed.port, '/pets/')).body, '<h1>Pets: back soon</h1>')
  })
})

test.group('Errors of a plugin that is off', () => {
  test('look like those of an address that never was', async ({ assert, cleanup }) => {
    const site = await smallSite(routes, 'off')
    cleanup(() => site.close())
    const withoutId = (body: string) => body.replace(/"requestId":"[^"]+"|"instance":"[^"]+"/g, '')
    const off = await ask(site.port, '/pets/', JSON_WANTED)
    const never = await ask(site.port, '/nowhere/', JSON_WANTED)
    assert.deepEqual([off.status, withoutId(off.body)], [404, withoutId(never.body)])
  })

  test('do not tell which methods there would be, nor suggest its pages', async ({ assert, cleanup }) => {
    const site = await smallSite(routes, 'off')
    cleanup(() => site.close())
    assert.equal((await ask(site.port, '/pets/', { method: 'DELETE' })).status, 404)
    assert.notInclude((await ask(site.port, '/pet/')).body, 'href="/pets/"')
  })
})
