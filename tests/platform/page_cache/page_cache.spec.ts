import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import { test } from '@japa/runner'
import { currentRendering } from '@pydotorg/platform/page_cache/page_rendering'
import type { Handler } from '@pydotorg/platform/page_cache'
import { pageServer } from './page_server.js'
import { processorTime } from '#tests/processor_time'

const PAGE = 'What everybody may read. '.repeat(200)

/** A page that says how often it was made. */
function countingPages(lifetime = 60): { handler: Handler; made: () => number } {
  let made = 0
  const handler: Handler = (_request, response) => {
    made += 1
    currentRendering()?.declare({ lifetime })
    currentRendering()?.add(['stories'])
    respond(response, `${made}: ${PAGE}`)
  }
  return { handler, made: () => made }
}

function respond(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=0' })
  response.end(body)
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve))
}

test.group('A page that is kept', () => {
  test('is made once, and sent with the headers it was made with', async ({ assert, cleanup }) => {
    const { handler, made } = countingPages()
    const site = await pageServer(handler)
    cleanup(() => site.close())
    const first = await site.ask('/a/')
    const second = await site.ask('/a/')
    assert.equal(made(), 1)
    assert.equal(second.text, first.text)
    assert.equal(first.headers['cache-status'], 'pydotorg; fwd=miss; stored')
    assert.equal(second.headers['cache-status'], 'pydotorg; hit')
    assert.equal(second.headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(second.headers.etag, first.headers.etag)
    assert.notEqual(second.headers['x-request-id'], first.headers['x-request-id'])
  })

  test('is compressed once, each way with a tag of its own', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    const plain = await site.ask('/a/')
    await until(async () => (await site.ask('/a/', { 'accept-encoding': 'br' })).headers['content-encoding'] === 'br')
    const zipped = await site.ask('/a/', { 'accept-encoding': 'gzip;q=0.5, br;q=0' })
    const brotli = await site.ask('/a/', { 'accept-encoding': 'gzip, deflate, br, zstd' })
    assert.equal(gunzipSync(zipped.body).toString(), plain.text)
    assert.equal(brotliDecompressSync(brotli.body).toString(), plain.text)
    assert.equal(new Set([plain, zipped, brotli].map(({ headers }) => headers.etag)).size, 3)
    for (const { headers } of [plain, zipped, brotli]) assert.equal(headers.vary, 'Accept-Encoding')
  })

  test('is kept in its shortest body, and in those that somebody asked for', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    const plain = await site.ask('/a/')
    const whole = site.cache.counts().bytes
    await until(async () => (await site.ask('/a/', { 'accept-encoding': 'br' })).headers['content-encoding'] === 'br')
    const shortest = site.cache.counts().bytes
    assert.isBelow(shortest, whole - plain.body.length / 2)
    const again = await site.ask('/a/')
    assert.equal(again.text, plain.text)
    assert.equal(again.headers['content-length'], String(plain.body.length))
    assert.isAtLeast(site.cache.counts().bytes, shortest + plain.body.length)
    const zipped = await site.ask('/a/', { 'accept-encoding': 'gzip' }, 'HEAD')
    const length = (await site.ask('/a/', { 'accept-encoding': 'gzip' })).body.length
    assert.equal(zipped.headers['content-length'], String(length))
    const known = await site.ask('/a/', { 'accept-encoding': 'gzip', 'if-none-match': String(zipped.headers.etag) })
    assert.equal(known.status, 304)
    assert.equal(known.headers.etag, zipped.headers.etag)
    assert.notProperty(known.headers, 'content-encoding')
    assert.notProperty(known.headers, 'content-length')
  })

  test('is not sent to who has it', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    const { headers } = await site.ask('/a/')
    const again = await site.ask('/a/', { 'if-none-match': `"other", W/${headers.etag}` })
    assert.equal(again.status, 304)
    assert.equal(again.body.length, 0)
    assert.equal(again.headers['cache-control'], 'public, max-age=0')
    const other = await site.ask('/a/', { 'if-none-match': '"other"' })
    assert.equal(other.status, 200)
  })

  test('answers HEAD without its body, and is told of in the log', async ({ assert, cleanup }) => {
    const { handler, made } = countingPages()
    const site = await pageServer(handler)
    cleanup(() => site.close())
    const page = await site.ask('/a/')
    const head = await site.ask('/a/', { 'x-request-id': 'given-by-proxy' }, 'HEAD')
    assert.equal(head.headers['content-length'], String(page.body.length))
    assert.equal(head.body.length, 0)
    assert.equal(made(), 1)
    assert.lengthOf(site.answered, 1)
    assert.containsSubset(site.answered[0], { requestId: 'given-by-proxy', status: 200 })
  })

  test('is made once for all who ask at the same time', async ({ assert, cleanup }) => {
    let made = 0
    const site = await pageServer(async (_request, response) => {
      made += 1
      currentRendering()?.declare({ lifetime: 60 })
      await new Promise((resolve) => setTimeout(resolve, 20))
      respond(response, PAGE)
    })
    cleanup(() => site.close())
    const answers = await Promise.all(Array.from({ length: 20 }, () => site.ask('/a/')))
    assert.equal(made, 1)
    assert.isTrue(answers.every(({ text }) => text === PAGE))
  })

  test('of which something changes is made anew, the others are not', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    await site.ask('/a/')
    site.cache.drop(['jobs'])
    assert.match((await site.ask('/a/')).text, /^1:/)
    site.cache.drop(['stories'])
    assert.match((await site.ask('/a/')).text, /^2:/)
    site.cache.clear()
    assert.match((await site.ask('/a/')).text, /^3:/)
    assert.deepEqual(site.cache.counts().dropped, { stories: 1, everything: 1 })
  })

  test('is not kept when something in it changes while it is made', async ({ assert, cleanup }) => {
    let change: (() => void) | null = null
    const site = await pageServer((_request, response) => {
      currentRendering()?.declare({ lifetime: 60 })
      currentRendering()?.add(['stories'])
      change?.()
      respond(response, PAGE)
    })
    cleanup(() => site.close())
    change = () => site.cache.drop(['stories'])
    assert.equal((await site.ask('/a/')).headers['cache-status'], 'pydotorg; fwd=miss')
    change = () => site.cache.clear()
    assert.equal((await site.ask('/a/')).headers['cache-status'], 'pydotorg; fwd=miss')
    change = () => site.cache.drop(['jobs'])
    assert.equal((await site.ask('/a/')).headers['cache-status'], 'pydotorg; fwd=miss; stored')
    assert.equal(site.cache.counts().outdated, 2)
  })

  test('whose time is over is shown while one request makes it anew', async ({ assert, cleanup }) => {
    let release: () => void = () => undefined
    let made = 0
    const site = await pageServer(async (_request, response) => {
      made += 1
      const number = made
      currentRendering()?.declare({ lifetime: number === 1 ? 0 : 60 })
      if (number > 1) await new Promise<void>((resolve) => (release = resolve))
      respond(response, `${number}: ${PAGE}`)
    })
    cleanup(() => site.close())
    await site.ask('/a/')
    const renewing = site.ask('/a/')
    await until(() => made === 2)
    const meanwhile = await site.ask('/a/')
    assert.match(meanwhile.text, /^1:/)
    assert.equal(meanwhile.headers['cache-status'], 'pydotorg; hit; detail=revalidating')
    release()
    assert.match((await renewing).text, /^2:/)
    assert.match((await site.ask('/a/')).text, /^2:/)
    assert.equal(made, 2)
  })

  test('is shown when it cannot be made anew, and nobody tries for a while', async ({ assert, cleanup }) => {
    let made = 0
    const site = await pageServer((_request, response) => {
      made += 1
      currentRendering()?.declare({ lifetime: 0 })
      respond(response, made === 1 ? PAGE : 'away', made === 1 ? 200 : 503)
    })
    cleanup(() => site.close())
    await site.ask('/a/')
    for (let time = 0; time < 3; time += 1) {
      const { headers, status, text } = await site.ask('/a/')
      assert.equal(status, 200)
      assert.equal(text, PAGE)
      assert.equal(headers['cache-status'], 'pydotorg; hit; detail=stale-if-error')
    }
    assert.equal(made, 2)
    assert.equal((await site.ask('/never-made/')).status, 503)
  })

  test('is not believed while changes are not heard of', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    await site.ask('/a/')
    site.listening.isOn = false
    assert.match((await site.ask('/a/')).text, /^2:/)
    assert.match((await site.ask('/a/')).text, /^3:/)
    site.listening.isOn = true
    site.cache.clear()
    assert.match((await site.ask('/a/')).text, /^4:/)
    assert.match((await site.ask('/a/')).text, /^4:/)
  })

  test('makes room for others, and is not kept when it is too big', async ({ assert, cleanup }) => {
    const site = await pageServer(
      ({ url }, response) => {
        currentRendering()?.declare({ lifetime: 60 })
        respond(response, 'x'.repeat(url === '/big/' ? 20_000 : 8_000))
      },
      { bytes: 130_000 }
    )
    cleanup(() => site.close())
    for (let number = 0; number < 60; number += 1) await site.ask(`/${number}/`)
    const { bytes, evicted, pages } = site.cache.counts()
    assert.isAtMost(bytes, 130_000)
    assert.isAbove(pages, 5)
    assert.isAbove(evicted, 0)
    await site.ask('/big/')
    assert.equal((await site.ask('/big/')).headers['cache-status'], 'pydotorg; fwd=miss')
  })
})

test.group('A page that is not kept', () => {
  const answers: Record<string, (response: ServerResponse) => void> = {
    'sets a cookie': (response) => response.setHeader('Set-Cookie', ['a=1', 'b=2']),
    'is private': (response) => response.setHeader('Cache-Control', 'private, no-cache'),
    'is not to be stored': (response) => response.setHeader('Cache-Control', 'no-store'),
    'depends on a header': (response) => response.setHeader('Vary', 'Cookie'),
    'is missing': (response) => (response.statusCode = 404),
    'leads elsewhere': (response) => (response.statusCode = 302),
    'was refused': () => currentRendering()?.refuse('a session'),
  }

  for (const [name, prepare] of Object.entries(answers)) {
    test(`${name}: it goes out as it is`, async ({ assert, cleanup }) => {
      let made = 0
      const site = await pageServer((_request, response) => {
        made += 1
        currentRendering()?.declare({ lifetime: 60 })
        prepare(response)
        response.end(`for visitor ${made}`)
      })
      cleanup(() => site.close())
      await site.ask('/a/')
      const second = await site.ask('/a/')
      assert.equal(second.text, 'for visitor 2')
      assert.isUndefined(second.headers['cache-status'])
      if (name === 'sets a cookie') assert.deepEqual(second.headers['set-cookie'], ['a=1', 'b=2'])
    })
  }

  const requests: Record<string, Record<string, string>> = {
    'a session': { cookie: '_ga=1; pydotorg_session=abc' },
    'an unknown cookie': { cookie: 'theme=dark' },
    'a token': { authorization: 'Bearer abc' },
    'a range': { range: 'bytes=0-10' },
    'another host': { host: 'elsewhere.test' },
    'another host, forwarded': { 'x-forwarded-host': 'elsewhere.test' },
    'a strange scheme': { 'x-forwarded-proto': 'gopher' },
  }

  for (const [name, headers] of Object.entries(requests)) {
    test(`is for a request with ${name}`, async ({ assert, cleanup }) => {
      const { handler } = countingPages()
      const site = await pageServer(handler)
      cleanup(() => site.close())
      assert.match((await site.ask('/a/', headers)).text, /^1:/)
      assert.match((await site.ask('/a/')).text, /^2:/)
      assert.match((await site.ask('/a/', headers)).text, /^3:/)
    })
  }

  test('is of a route that is not public, or written piece by piece', async ({ assert, cleanup }) => {
    const closed = await pageServer(countingPages().handler, { route: null })
    const flowing = await pageServer((_request, response) => {
      currentRendering()?.declare({ lifetime: 60 })
      response.writeHead(200, { 'Content-Type': 'text/plain' })
      response.write('one ')
      response.end('two')
    })
    cleanup(() => Promise.all([closed.close(), flowing.close()]).then(() => undefined))
    await closed.ask('/a/')
    assert.match((await closed.ask('/a/')).text, /^2:/)
    assert.equal((await flowing.ask('/a/')).text, 'one two')
    assert.equal((await flowing.ask('/a/')).text, 'one two')
    assert.equal(flowing.cache.counts().hits, 0)
  })
})

test.group('The address of a page that is kept', () => {
  test('counts with its declared parameters, in their order: links in it may repeat them', async ({
    assert,
    cleanup,
  }) => {
    const query = { page: /^\d{1,2}$/, kind: /^\w+$/ }
    const site = await pageServer(countingPages().handler, { route: { query } })
    cleanup(() => site.close())
    const made = async (path: string): Promise<string> => (await site.ask(path)).text.split(':')[0]!
    assert.equal(await made('/a/?page=2&kind=b'), '1')
    assert.equal(await made('/a/?page=2&kind=b'), '1')
    assert.equal(await made('/a/?kind=b&page=2'), '2')
    assert.equal(await made('/a/?kind=b&page=3'), '3')
    assert.equal(await made('/a/'), '4')
    assert.equal(await made('/a/?utm_source=mail&gclid=5'), '4')
    for (const other of ['?page=999', '?page=2&page=3', '?page=2&other=1', '?page=%32', '?__proto__=1', '?page=2=3']) {
      const first = await made(`/a/${other}`)
      assert.notEqual(await made(`/a/${other}`), first, other)
    }
  })

  test('that was asked for with somebody else’s parameters is not kept from that', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    await site.ask('/a/?utm_source=poison')
    assert.match((await site.ask('/a/')).text, /^2:/)
  })

  test('is one: what can be written in several ways is not kept', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    for (const path of ['//a/', '/a//', '/%61/', '/a;b/', '/a\\b/']) {
      await site.ask(path)
      assert.isUndefined((await site.ask(path)).headers['cache-status'], path)
    }
  })

  test('is read in no time, however long it is and whatever it ends with', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    const startedAt = processorTime()
    // Each character more would double the time of an expression that goes back; 28 of them take it over a second.
    for (const path of [`/${'a'.repeat(28)}%21`, `/a/${'b'.repeat(28)}!`]) {
      assert.isUndefined((await site.ask(path)).headers['cache-status'], path)
    }
    assert.isBelow(processorTime() - startedAt, 1000)
  })

  test('is told apart by scheme, which proxies say', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler)
    cleanup(() => site.close())
    await site.ask('/a/')
    assert.match((await site.ask('/a/', { 'x-forwarded-proto': 'https' })).text, /^2:/)
    assert.match((await site.ask('/a/', { 'x-forwarded-proto': 'https' })).text, /^2:/)
  })

  test('that looks at Accept is kept for those who take what it gives', async ({ assert, cleanup }) => {
    const site = await pageServer(countingPages().handler, { route: { accepts: ['application/json'] } })
    cleanup(() => site.close())
    await site.ask('/a/', { accept: 'application/json' })
    assert.match((await site.ask('/a/')).text, /^1:/)
    assert.match((await site.ask('/a/', { accept: 'text/plain' })).text, /^2:/)
    assert.match((await site.ask('/a/', { accept: 'text/html, application/json;q=0.5' })).text, /^1:/)
  })
})
