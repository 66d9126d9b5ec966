import { get, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { InterruptibleWay } from '#tests/interruptible_way'
import { freePort, SiteProcess } from '#tests/site_process'
import { ask } from '#tests/small_site'

const ENTRY = 'tests/fixtures/server_with_trouble.ts'

async function started(environment: Record<string, string> = {}): Promise<SiteProcess> {
  const site = new SiteProcess(ENTRY, await freePort(), environment)
  await site.listening()
  return site
}

/** Opens the stream that never ends and waits for its first piece. */
function openStream(port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/trouble/stream', agent: false }, (response) => {
      response.once('data', () => resolve(response))
      response.on('error', () => {})
    }).on('error', reject)
  })
}

/** Asks until the answer has this status, or for ten seconds. */
async function statusBecomes(port: number, path: string, status: number): Promise<number> {
  let last = 0
  for (let tries = 0; tries < 100; tries++) {
    last = (await ask(port, path)).status
    if (last === status) return last
    await wait(100)
  }
  return last
}

test.group('The end of a process', () => {
  test('comes within its deadline although a client holds a stream', async ({ assert, cleanup }) => {
    const site = await started({ SHUTDOWN_DEADLINE: '1000' })
    cleanup(() => site.kill())
    const stream = await openStream(site.port)
    let pieces = 0
    stream.on('data', () => pieces++)

    const asked = performance.now()
    site.terminate()
    assert.equal(await site.exited(), 0)
    const took = performance.now() - asked
    assert.isAbove(took, 900)
    assert.isBelow(took, 15_000)
    assert.isAbove(pieces, 5)
  }).timeout(300_000)

  test('comes at once when nobody waits for anything', async ({ assert, cleanup }) => {
    const site = await started({ SHUTDOWN_DEADLINE: '20000' })
    cleanup(() => site.kill())
    const asked = performance.now()
    site.terminate()
    assert.equal(await site.exited(), 0)
    assert.isBelow(performance.now() - asked, 15_000)
  }).timeout(300_000)
})

test.group('A process without its database', () => {
  test('refuses to start, in one sentence without the password', async ({ assert, cleanup }) => {
    const site = new SiteProcess('bin/server.ts', await freePort(), {
      DATABASE_URL: 'postgres://site:hunter2@127.0.0.1:1/pydotorg',
    })
    cleanup(() => site.kill())
    assert.equal(await site.exited(), 1)
    assert.equal(
      site.output,
      'Cannot use the database at postgres://site:***@127.0.0.1:1/pydotorg: nothing listens there. ' +
        'Start PostgreSQL, or set DATABASE_URL to one that runs.\n'
    )
  }).timeout(300_000)

  test('answers 503 while it is away, and recovers without a restart', async ({ assert, cleanup }) => {
    const database = new InterruptibleWay()
    await database.mend()
    const site = await started({ DATABASE_URL: database.url })
    cleanup(async () => {
      await site.kill()
      await database.cut()
    })
    assert.equal((await ask(site.port, '/trouble/query')).status, 200)

    // While a statement is under way, of which Knex tells in words of its own.
    database.cutBefore('select 1 as one')
    assert.equal((await ask(site.port, '/trouble/query')).status, 503)

    await database.cut()
    const away = await ask(site.port, '/trouble/query')
    assert.deepEqual([away.status, away.headers['retry-after']], [503, '5'])
    assert.include(away.body, 'Our database is out of reach')
    assert.notMatch(away.body, /ECONNREFUSED|127\.0\.0\.1|select/)
    assert.equal((await ask(site.port, '/health/ready')).status, 503)
    const health = await ask(site.port, '/health')
    assert.equal(health.status, 503)
    assert.notInclude(health.body, '127.0.0.1')
    assert.equal((await ask(site.port, '/health/live')).status, 200)
    assert.equal((await ask(site.port, '/')).status, 200)

    await database.mend()
    assert.equal(await statusBecomes(site.port, '/trouble/query', 200), 200)
    assert.equal(await statusBecomes(site.port, '/health/ready', 200), 200)
  }).timeout(300_000)
})

interface LogLine {
  msg: string
  method: string
  url: string
  status: number
  request_id: string
  duration_ms: number
  bytes: number
}

test.group('The log of a process', () => {
  test('has one line for each request, and no secret', async ({ assert, cleanup }) => {
    const site = await started({ LOG_LEVEL: 'trace' })
    cleanup(() => site.kill())
    await ask(site.port, '/trouble/failure?token=sesame-4&page=2', {
      headers: {
        'authorization': 'Bearer sesame-5',
        'cookie': 'session=sesame-6',
        'x-request-id': 'request-with-secrets',
      },
    })
    await ask(site.port, '/favicon.svg', { headers: { 'x-request-id': 'request-of-a-file' } })
    site.terminate()
    await site.exited()

    assert.notMatch(site.output, /sesame/)
    const lines = site.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogLine)
    const requests = lines.filter(({ msg }) => msg === 'request')
    const [failed] = requests.filter(({ request_id: id }) => id === 'request-with-secrets')
    assert.containsSubset(failed, { method: 'GET', url: '/trouble/failure?token=[masked]&page=2', status: 500 })
    assert.isNumber(failed?.duration_ms)
    const files = requests.filter(({ request_id: id }) => id === 'request-of-a-file')
    assert.lengthOf(files, 1)
    assert.isAbove(files[0]?.bytes ?? 0, 200)
    assert.include(site.output, 'cannot reach postgres://site:[masked]@db/x')
  }).timeout(300_000)
})
