import { test } from '@japa/runner'
import type { ServerResponse } from 'node:http'
import { RemoteText, type RemoteOptions } from '#services/import/remote_text'
import { cutInTheMiddle, json, WireServer, type Answer } from '#tests/wire_server'

let server: WireServer

/** As in life, only faster. */
function get(path: string, options: RemoteOptions = {}): Promise<string> {
  return new RemoteText({ attempts: 3, firstPause: 1, timeout: 2000, ...options }).get(new URL(path, server.address))
}

function status(code: number, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end('{}')
  }
}

test.group('Remote text', (group) => {
  group.each.setup(async () => {
    server = await WireServer.start()
    return () => server.stop()
  })

  test('is asked for as JSON', async ({ assert }) => {
    let accept: string | undefined
    server.on('/list/', (request, response) => {
      accept = request.headers.accept
      json(['é'])(request, response)
    })
    assert.equal(await get('list/'), '["é"]')
    assert.equal(accept, 'application/json')
  })

  test('is asked for again when the server fails for a moment: {$self}')
    .with([500, 502, 503, 429])
    .run(async ({ assert }, code) => {
      const pauses: string[] = []
      server.on('/list/', status(code), status(code), json([1]))
      assert.equal(await get('list/', { onRetry: (reason) => pauses.push(reason) }), '[1]')
      assert.lengthOf(server.asked, 3)
      assert.lengthOf(pauses, 2)
      assert.include(pauses[0], String(code))
    })

  test('is asked for again when the connection is cut in the middle', async ({ assert }) => {
    server.on('/list/', cutInTheMiddle([1, 2, 3]), json([1, 2, 3]))
    assert.equal(await get('list/'), '[1,2,3]')
  })

  test('is given up after the last attempt, with the reason', async ({ assert }) => {
    server.on('/list/', status(503))
    await assert.rejects(() => get('list/'), /\/list\/ fails at the moment \(503\)\. Asked 3 times\.$/)
    server.on('/list/', cutInTheMiddle([1, 2, 3]))
    await assert.rejects(() => get('list/'), /\/list\/ cannot be read: UND_ERR_SOCKET\. Asked 3 times\.$/)
  })

  test('waits as long as the server asks', async ({ assert }) => {
    const pauses: number[] = []
    server.on('/list/', status(429, { 'retry-after': '1' }), json([]))
    const began = performance.now()
    await get('list/', { onRetry: (_reason, pause) => pauses.push(pause) })
    assert.deepEqual(pauses, [1000])
    assert.isAbove(performance.now() - began, 950)
  })

  test('leaves a long wait to the operator', async ({ assert }) => {
    server.on('/list/', status(429, { 'retry-after': '7200' }))
    await assert.rejects(() => get('list/'), /\(429\)\. It asks to wait 120 minutes: go on then\.$/)
    assert.lengthOf(server.asked, 1)
  })

  test('is given up when it does not come in time, whether nothing comes or half of it', async ({ assert }) => {
    const open: ServerResponse[] = []
    const silent: Answer = (_request, response) => open.push(response)
    const half: Answer = (_request, response) => {
      open.push(response)
      response.writeHead(200, { 'content-type': 'application/json' }).write('[1,')
    }
    server.on('/list/', silent, half)
    const asking = get('list/', { timeout: 100, attempts: 2 })
    await assert.rejects(() => asking, /did not answer within 0\.1 seconds\. Asked 2 times\.$/)
    assert.lengthOf(open, 2)
  })

  test('follows a redirect on the same host', async ({ assert }) => {
    server.on('/list', status(301, { location: '/list/' })).on('/list/', json([1]))
    assert.equal(await get('list'), '[1]')
  })

  test('does not follow a redirect to another host', async ({ assert }) => {
    server.on('/list/', status(302, { location: 'http://localhost:1/elsewhere' }))
    await assert.rejects(() => get('list/'), /sends on to another host, http:\/\/localhost:1\/elsewhere/)
  })

  test('does not go round in circles', async ({ assert }) => {
    server.on('/list/', status(302, { location: '/list/' }))
    await assert.rejects(() => get('list/'), /sends on again and again/)
  })

  test('is refused in one sentence when it is something else: {0}')
    .with([
      [404, 'text/html', /^There is no http:.*\/list\/ \(404\)\. Is this the address of a site/],
      [401, 'application/json', /refuses \(401\)/],
      [200, 'text/html; charset=utf-8', /does not answer with JSON \(text\/html; charset=utf-8\)/],
    ] as const)
    .run(async ({ assert }, [code, type, message]) => {
      server.on('/list/', status(code, { 'content-type': type }))
      await assert.rejects(() => get('list/'), message)
      assert.lengthOf(server.asked, 1)
    })

  test('may not be larger than the bound', async ({ assert }) => {
    server.on('/list/', json('x'.repeat(2 * 1024 * 1024)))
    await assert.rejects(() => get('list/', { largest: 1024 * 1024 }), /is larger than 1 MB/)
  })

  test('says so when nobody listens', async ({ assert }) => {
    const gone = new URL(server.address)
    await server.stop()
    const asking = new RemoteText({ attempts: 2, firstPause: 1 }).get(gone)
    await assert.rejects(() => asking, /cannot be read: ECONNREFUSED\. Asked 2 times\.$/)
    server = await WireServer.start()
  })

  test('stops waiting when the operator stops it', async ({ assert }) => {
    const stopped = new AbortController()
    server.on('/list/', status(429, { 'retry-after': '60' }))
    const asking = get('list/', { signal: stopped.signal, onRetry: () => stopped.abort() })
    await assert.rejects(() => asking, /^Stopped\. Give the same command again/)
  })
})
