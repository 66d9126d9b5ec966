import { createServer, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { headLines, writeHeadLines } from '@pydotorg/platform/page_cache/page_head'

const FIELDS = [
  { name: 'Content-Type', value: 'text/html; charset=utf-8' },
  { name: 'X-Name', value: 'café: b' },
  { name: 'Content-Length', value: '2' },
]
const UNCHANGED = FIELDS.slice(1, 2)

type Answer = (response: ServerResponse, url: string) => void

const byLines: Answer = (response, url) => {
  writeHeadLines(response, url === '/304' ? 304 : 200, headLines(url === '/304' ? UNCHANGED : FIELDS))
}
const byNode: Answer = (response, url) => {
  const fields = url === '/304' ? UNCHANGED : FIELDS
  response.writeHead(
    url === '/304' ? 304 : 200,
    fields.flatMap(({ name, value }) => [name, value])
  )
}

/** What comes over the wire for some requests, sent at once. */
async function wire(head: Answer, sent: string, options: { keepAliveTimeout?: number; most?: number } = {}) {
  const server: Server = createServer({ keepAliveTimeout: options.keepAliveTimeout ?? 5000 }, (request, response) => {
    head(response, request.url ?? '')
    if (request.method === 'HEAD' || request.url === '/304') response.end()
    else response.end(Buffer.from('ok'))
  })
  server.maxRequestsPerSocket = options.most ?? 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.write(sent)
  const closed = new Promise((resolve) => socket.on('close', resolve))
  // The last request asks for the end of the connection.
  await closed
  server.close()
  return Buffer.concat(chunks)
    .toString('latin1')
    .replace(/Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'Date: then')
}

const LAST = 'GET /last HTTP/1.1\r\nHost: site.test\r\nConnection: close\r\n\r\n'

test.group('A head of lines that are ready', () => {
  test('is that of Node, byte by byte: {name}')
    .with([
      { name: 'a page', sent: `GET / HTTP/1.1\r\nHost: site.test\r\n\r\n${LAST}` },
      { name: 'the head alone', sent: `HEAD / HTTP/1.1\r\nHost: site.test\r\n\r\n${LAST}` },
      { name: 'nothing new', sent: `GET /304 HTTP/1.1\r\nHost: site.test\r\n\r\n${LAST}` },
      { name: 'many at once', sent: `${'GET / HTTP/1.1\r\nHost: site.test\r\n\r\n'.repeat(20)}${LAST}` },
      { name: 'a connection that ends', sent: LAST },
      { name: 'HTTP/1.0', sent: 'GET / HTTP/1.0\r\n\r\n' },
      { name: 'HTTP/1.0 that goes on', sent: `GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n${LAST}` },
    ])
    .run(async ({ assert }, { sent }) => {
      const own = await wire(byLines, sent)
      assert.equal(own, await wire(byNode, sent))
      assert.match(own, /^HTTP\/1\.1 (200|304) /)
    })

  test('says how long the connection waits, and that it ends after its last request', async ({ assert }) => {
    const sent = `GET / HTTP/1.1\r\nHost: site.test\r\n\r\n${LAST}`
    for (const options of [{ keepAliveTimeout: 65_000 }, { keepAliveTimeout: 0 }, { most: 1 }]) {
      assert.equal(await wire(byLines, sent, options), await wire(byNode, sent, options))
    }
  })

  test('joins fields that are set already', async ({ assert }) => {
    const answer: Answer = (response, url) => {
      response.setHeader('X-Before', 'yes')
      byLines(response, url)
    }
    assert.include(await wire(answer, LAST), 'X-Before: yes')
  })

  test('has no field that would end its line', ({ assert }) => {
    assert.throws(() => headLines([{ name: 'X-A', value: 'a\r\nX-B: b' }]), /Invalid character/)
    assert.throws(() => headLines([{ name: 'X A', value: 'a' }]), /valid HTTP token/)
  })

  test('is not written by Node once more', async ({ assert }) => {
    let asked = 0
    const answer: Answer = (response, url) => {
      const { writeHead } = response
      response.writeHead = ((...head: Parameters<typeof writeHead>) => {
        asked += 1
        return writeHead.apply(response, head)
      }) as typeof writeHead
      byLines(response, url)
    }
    await wire(answer, `GET / HTTP/1.1\r\nHost: site.test\r\n\r\n${LAST}`)
    assert.equal(asked, 1, 'only the last answer, with which the connection ends')
  })
})
