import { test } from '@japa/runner'
import { testRedis } from '#tests/test_redis'
import { eventually } from '../platform/jobs/eventually.js'
import { ChaosSite, type Fate } from './chaos_site.js'

/** Jobs that each test puts in. */
const COUNT = 2_000

const CONCURRENCY = 5

/** Long enough for a machine that does other things too; most of it is spent on starting processes. */
const PATIENCE = { withinMs: 90_000, everyMs: 250 }

const numbersUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Numbers that were begun more than once. */
function repeated(fates: ReadonlyMap<number, Fate>): [number, Fate][] {
  return [...fates].filter(([, { began }]) => began.length > 1)
}

test.group('Jobs in chaos', (group) => {
  let site: ChaosSite
  group.setup(async () => {
    site = await ChaosSite.create()
    return () => site.remove()
  })
  group.each.setup(() => site.begin())
  group.each.teardown(() => site.calm())
  group.each.timeout(PATIENCE.withinMs + 30_000)

  const worker = (environment: Record<string, string> = {}, concurrency = CONCURRENCY) =>
    site.run(['queue:work', `--concurrency=${concurrency}`], environment)

  const allEnded = (count = COUNT) => eventually(async () => (await site.ended()) >= count, PATIENCE)

  test('survive a worker that is killed in the middle', async ({ assert }) => {
    const environment = { REDIS_URL: site.redisUrl }
    await site.startRedis()
    const produced = site.run(['chaos:produce', String(COUNT)], environment)
    const killed = worker({ ...environment, CHAOS_MS: '10' })
    await eventually(async () => (await site.ended()) > 300, PATIENCE)
    await killed.end('SIGKILL')
    const other = worker(environment)
    await allEnded()
    assert.equal(await produced.exited(), 0)
    await eventually(async () => (await site.counts('Redis')).completed === COUNT, PATIENCE)

    const fates = await site.fates()
    assert.sameMembers([...fates.keys()], numbersUpTo(COUNT))
    assert.isAtMost(repeated(fates).length, CONCURRENCY)
    for (const [, { began }] of repeated(fates)) assert.deepEqual(began, [killed.pid, other.pid])
    assert.equal(await other.end('SIGTERM'), 0)
  }).skip(!testRedis, 'there is no Redis')

  test('survive a Redis that is killed and comes back', async ({ assert }) => {
    const environment = { REDIS_URL: site.redisUrl }
    const before = (await site.counts('Redis')).completed ?? 0
    const working = worker(environment)
    const produced = site.run(['chaos:produce', String(COUNT)], environment)
    await eventually(async () => (await site.ended()) > 200, PATIENCE)
    await site.killRedis()
    await site.startRedis()
    await allEnded()
    assert.equal(await produced.exited(), 0, produced.output)
    await eventually(async () => (await site.counts('Redis')).completed === before + COUNT, PATIENCE)

    const fates = await site.fates()
    assert.sameMembers([...fates.keys()], numbersUpTo(COUNT))
    // What was done and could not be told to Redis.
    assert.isAtMost(repeated(fates).length, CONCURRENCY)
    assert.equal(await working.end('SIGTERM'), 0)
  }).skip(!testRedis, 'there is no Redis')

  test('survive a PostgreSQL that crashes and comes back', async ({ assert }) => {
    const before = (await site.counts('PostgreSQL')).completed ?? 0
    const produced = site.run(['chaos:produce', String(COUNT)])
    assert.equal(await produced.exited(), 0, produced.output)
    const web = await site.serve()
    await eventually(async () => (await site.ended()) > 200, PATIENCE)
    await site.restartPostgres()
    await allEnded()
    await eventually(async () => (await site.counts('PostgreSQL')).completed === before + COUNT, PATIENCE)

    const fates = await site.fates()
    assert.sameMembers([...fates.keys()], numbersUpTo(COUNT))
    assert.deepEqual(repeated(fates), [])
    assert.equal(await web.end('SIGTERM'), 0)
  })

  test('survive a web process that is killed between a commit and the queue, and lose no order', async ({ assert }) => {
    const killed = await site.serve()
    const produced = site.run(['chaos:produce', String(COUNT + 500), '--transactions'])
    await eventually(async () => (await site.ended()) > 300, PATIENCE)
    await killed.end('SIGKILL')
    const orders = async (): Promise<number> =>
      (await site.query<{ count: number }>('select count(*)::int as count from chaos_orders'))[0]!.count
    await eventually(async () => (await orders()) >= COUNT, PATIENCE)
    await produced.end('SIGKILL')
    const waiting = await site.query<{ count: number }>('select count(*)::int as count from job_outbox')
    assert.isAbove(waiting[0]!.count, 0)
    const committed = await orders()
    await site.serve()
    await allEnded(committed)
    await eventually(async () => {
      const { waiting: left, active } = await site.counts('PostgreSQL')
      return left === 0 && active === 0
    }, PATIENCE)

    const fates = await site.fates()
    const ordered = await site.query<{ number: number }>('select number from chaos_orders')
    assert.sameMembers(
      [...fates.keys()],
      ordered.map(({ number }) => number)
    )
    assert.isAtLeast(fates.size, COUNT)
    assert.isAtMost(repeated(fates).length, CONCURRENCY)
    for (const [, { began }] of repeated(fates)) assert.equal(began[0], killed.pid)
    assert.deepEqual(await site.query('select id from job_outbox'), [])
  })

  test('survive a release that renames their class, and wait for the one that knows them', async ({ assert }) => {
    const before = (await site.counts('PostgreSQL')).completed ?? 0
    const produced = site.run(['chaos:produce', String(COUNT)])
    assert.equal(await produced.exited(), 0, produced.output)
    const old = worker()
    await eventually(async () => (await site.ended()) > 300, PATIENCE)
    assert.equal(await old.end('SIGTERM'), 0)
    const done = await site.ended()
    const renamed = worker({ CHAOS_JOB: 'chaos.write_number' }, 20)
    await eventually(async () => (await site.counts('PostgreSQL')).delayed === COUNT - done, PATIENCE)
    assert.deepInclude(await site.counts('PostgreSQL'), { completed: before + done, failed: 0, waiting: 0 })
    assert.deepEqual(await site.query('select reason, count(*)::int from job_held group by reason'), [
      { reason: 'unknown', count: COUNT - done },
    ])
    assert.equal(await renamed.end('SIGTERM'), 0)
    worker()
    await allEnded()

    const fates = await site.fates()
    assert.sameMembers([...fates.keys()], numbersUpTo(COUNT))
    assert.deepEqual(repeated(fates), [])
    await eventually(async () => (await site.query('select id from job_held')).length === 0, PATIENCE)
  })
})
