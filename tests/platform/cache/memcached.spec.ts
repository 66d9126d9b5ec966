import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { test } from '@japa/runner'
import { MemcachedConnection } from '@pydotorg/platform/cache/shared/memcached/connection'
import { MemcachedServer } from '@pydotorg/platform/cache/shared/memcached/memcached_server'
import { MemcachedReplies } from '@pydotorg/platform/cache/shared/memcached/replies'
import { testMemcached } from '#tests/test_memcached'
import { waitUntil } from '../features/wait_until.js'

const ANSWERS = 'HD\r\nVA 4 s4\r\n\r\nEN\r\nEN\r\nVA 0\r\n\r\nSERVER_ERROR out of memory\r\nMN\r\n'
const UNDERSTOOD = [
  ['HD', null],
  ['VA', '\r\nEN'],
  ['EN', null],
  ['VA', ''],
  ['SERVER_ERROR', null],
  ['MN', null],
]

test.group('What Memcached answers', () => {
  test('is understood in pieces of {$self} bytes')
    .with([1, 2, 3, 5, 7, 11, 1_000])
    .run(({ assert }, size) => {
      const replies = new MemcachedReplies()
      const bytes = Buffer.from(ANSWERS)
      const read = []
      for (let start = 0; start < bytes.length; start += size) {
        read.push(...replies.read(bytes.subarray(start, start + size)))
      }
      assert.deepEqual(
        read.map(({ code, value }) => [code, value && value.toString()]),
        UNDERSTOOD
      )
    })

  test('is refused when it is {0}')
    .with([
      ['of another protocol', `HTTP/1.1 200 OK${' '.repeat(5_000)}`],
      ['a value without a length', 'VA many\r\n'],
      ['a value that does not end', 'VA 1\r\nabc\r\n'],
    ])
    .run(({ assert }, [, text]) => {
      assert.throws(() => new MemcachedReplies().read(Buffer.from(text!)))
    })
})

/** Answers every request as it is told. */
async function fakeServer(heard: (socket: Socket, text: string) => void) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.on('data', (bytes: Buffer) => heard(socket, bytes.toString()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { address: { host: '127.0.0.1', port }, sockets, stop }
}

test.group('A connection to Memcached', () => {
  test('gives each request its own answer, however many are under way', async ({ assert, cleanup }) => {
    const server = await fakeServer((socket, text) => {
      for (const [, key] of text.matchAll(/mg (\S+)/g)) socket.write(`VA ${key!.length}\r\n${key}\r\n`)
    })
    const connection = new MemcachedConnection(server.address, 5_000)
    cleanup(() => (connection.close(), server.stop()))
    const keys = Array.from({ length: 500 }, (_, index) => `key${index}`)
    const answers = await Promise.all(keys.map((key) => connection.request([`mg ${key} v\r\n`], 1)))
    assert.deepEqual(
      answers.map(([reply]) => reply!.value!.toString()),
      keys
    )
    assert.equal(server.sockets.size, 1)
  })

  test('fails when there is no answer in time, and is made anew', async ({ assert, cleanup }) => {
    let isSilent = true
    const server = await fakeServer((socket) => isSilent || socket.write('MN\r\n'))
    const connection = new MemcachedConnection(server.address, 50)
    cleanup(() => (connection.close(), server.stop()))
    const lost = [connection.request(['mn\r\n'], 1), connection.request(['mn\r\n'], 1)]
    const outcomes = await Promise.allSettled(lost)
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['rejected', 'rejected']
    )
    isSilent = false
    const isAnswered = () => connection.request(['mn\r\n'], 1).then(Boolean, () => false)
    assert.isTrue(await waitUntil(isAnswered, 5_000))
    assert.equal(server.sockets.size, 2)
  })

  test('fails at once when too many wait', async ({ assert, cleanup }) => {
    const server = await fakeServer(() => undefined)
    const connection = new MemcachedConnection(server.address, 60_000)
    cleanup(server.stop)
    const waiting = Array.from({ length: 1_000 }, () => connection.request(['mn\r\n'], 1))
    await assert.rejects(() => connection.request(['mn\r\n'], 1), 'too many requests wait for Memcached')
    connection.close()
    const outcomes = await Promise.allSettled(waiting)
    assert.isTrue(outcomes.every(({ status }) => status === 'rejected'))
  })

  test('says what is wrong when the server is too old, or does not understand', async ({ assert, cleanup }) => {
    for (const [line, message] of [
      ['ERROR', 'it knows no meta commands: Memcached 1.6 or newer is needed'],
      ['CLIENT_ERROR bad data chunk', 'Memcached does not understand: bad data chunk'],
    ]) {
      const server = await fakeServer((socket) => socket.write(`${line}\r\n`))
      const connection = new MemcachedConnection(server.address, 5_000)
      cleanup(() => (connection.close(), server.stop()))
      await assert.rejects(() => connection.request(['mg a v\r\n'], 1), message!)
    }
  })
})

test.group('Values in Memcached', (group) => {
  group.tap((member) => member.skip(testMemcached === null, 'this machine has none'))

  function addressOfTests() {
    const { hostname: host, port } = new URL(testMemcached!)
    return { host, port: Number(port) }
  }

  function open(prefix = `test ${Math.random()}`) {
    const server = new MemcachedServer({ address: addressOfTests(), prefix, patience: 5_000 })
    return { server, prefix, close: () => server.disconnect() }
  }

  test('above a megabyte are not taken, and what was there before is gone', async ({ assert, cleanup }) => {
    const { server, close } = open()
    cleanup(close)
    await server.set('a', 'small', 60_000)
    assert.isFalse(await server.set('a', 'x'.repeat(1024 * 1024), 60_000))
    assert.isUndefined(await server.get('a'))
    assert.isTrue(await server.set('a', 'x'.repeat(1024 * 1024 - 2_000), 60_000))
    assert.lengthOf((await server.get('a'))!, 1024 * 1024 - 2_000)
  })

  test('of before everything was forgotten are seen by no process', async ({ assert, cleanup }) => {
    const here = open()
    const there = open(here.prefix)
    cleanup(here.close)
    cleanup(there.close)
    await here.server.set('a', 'old', 60_000)
    assert.equal(await there.server.get('a'), 'old')
    await here.server.clear()
    assert.isUndefined(await there.server.get('a'))
    await there.server.set('a', 'new', 60_000)
    assert.equal(await here.server.get('a'), 'new')
  })

  test('are all forgotten when Memcached has lost the generation and nothing else', async ({ assert, cleanup }) => {
    const { server, prefix, close } = open(`lost${Date.now()}`)
    cleanup(close)
    await server.set('a', 'old', 60_000)
    const connection = new MemcachedConnection(addressOfTests(), 5_000)
    cleanup(() => connection.close())
    const [gone] = await connection.request([`md g:${prefix}:generation\r\n`], 1)
    assert.equal(gone!.code, 'HD')
    assert.isUndefined(await server.get('a'))
    await server.set('b', 'new', 60_000)
    assert.isUndefined(await server.get('a'))
    assert.equal(await server.get('b'), 'new')
  })

  test('have one generation, when several processes make the first', async ({ assert, cleanup }) => {
    const processes = [open()]
    for (let index = 0; index < 5; index += 1) processes.push(open(processes[0]!.prefix))
    for (const { close } of processes) cleanup(close)
    await Promise.all(processes.map(({ server }, index) => server.set(`key ${index}`, 'x', 60_000)))
    const read = await Promise.all(processes.map((_, index) => processes[0]!.server.get(`key ${index}`)))
    assert.deepEqual(read, Array(6).fill('x'))
  })
})
