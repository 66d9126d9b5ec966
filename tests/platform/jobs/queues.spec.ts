import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { eventually } from './eventually.js'
import { backendKinds, JobSite } from './job_site.js'
import { CatchPet, FeedPet, performed, WashPet } from './sample_jobs.js'

const keysOf = (job: { jobName: string }): string[] =>
  performed.filter((one) => one.job === job.jobName).map(({ key }) => key)

for (const kind of backendKinds) {
  test.group(`Jobs on ${kind.name}`, (group) => {
    let site: JobSite
    group.each.setup(() => {
      site = JobSite.open(kind)
      return () => site.close()
    })

    test('run in the order in which they were dispatched', async ({ assert }) => {
      const keys = Array.from({ length: 20 }, (_, index) => `pet ${index}`)
      for (const key of keys) await site.dispatcher.dispatch(FeedPet, { key })
      await site.work(undefined, 1)
      await eventually(() => performed.length === 20)
      assert.deepEqual(keysOf(FeedPet), keys)
      await eventually(async () => (await site.counts()).completed === 20)
    })

    test('run by priority, those without one first', async ({ assert }) => {
      await site.dispatcher.dispatch(FeedPet, { key: 'patient' }, { priority: 20 })
      await site.dispatcher.dispatch(FeedPet, { key: 'hungry' }, { priority: 3 })
      await site.dispatcher.dispatch(FeedPet, { key: 'starving' })
      await site.work(undefined, 1)
      await eventually(() => performed.length === 3)
      assert.deepEqual(keysOf(FeedPet), ['starving', 'hungry', 'patient'])
    })

    test('wait for their delay', async ({ assert }) => {
      await site.work()
      const before = Date.now()
      await site.dispatcher.dispatch(FeedPet, { key: 'later' }, { delay: 600 })
      await site.dispatcher.dispatch(FeedPet, { key: 'now' })
      await eventually(() => performed.length === 2)
      assert.deepEqual(keysOf(FeedPet), ['now', 'later'])
      assert.isAtLeast(performed[1]!.at - before, 595)
    })

    test('are tried again with longer and longer waits, under the same id', async ({ assert }) => {
      await site.work()
      const id = await site.dispatcher.dispatch(CatchPet, { key: 'cat' })
      await eventually(() => performed.length === 3)
      assert.deepEqual(
        performed.map(({ attempt }) => attempt),
        [1, 2, 3]
      )
      assert.deepEqual([...new Set(performed.map((one) => one.id))], [id])
      const [first, second, third] = performed.map(({ at }) => at) as [number, number, number]
      // Half of a wait is chance: 100 to 200 ms, then 200 to 400 ms.
      assert.isAtLeast(second - first, 95)
      assert.isAtLeast(third - second, 195)
      await eventually(async () => (await site.counts()).completed === 1)
    })

    test('that have no attempts left are kept, with the reason', async ({ assert }) => {
      CatchPet.options = { ...CatchPet.options, attempts: 2 }
      await site.work()
      await site.dispatcher.dispatch(CatchPet, { key: 'cat' })
      await eventually(async () => (await site.counts()).failed === 1)
      const [job] = await (await site.queues.open(site.queue)).getFailed()
      assert.equal(job?.failedReason, 'It ran away.')
      assert.deepInclude(site.metrics.read()[0], { job: 'pets.catch_pet', count: 2 })
    })

    test('with a unique key are queued once while one waits or runs', async ({ assert }) => {
      for (const key of ['first', 'second']) await site.dispatcher.dispatch(FeedPet, { key }, { unique: 'rex' })
      await site.dispatcher.dispatch(FeedPet, { key: 'other' }, { unique: 'mia' })
      await site.work()
      await eventually(async () => (await site.counts()).completed === 2)
      assert.sameMembers(keysOf(FeedPet), ['first', 'other'])
      await site.dispatcher.dispatch(FeedPet, { key: 'third' }, { unique: 'rex' })
      await eventually(() => performed.length === 3)
    })

    test('end after their time, by their signal', async ({ assert }) => {
      await site.work()
      await site.dispatcher.dispatch(WashPet, { key: 'dog' })
      await eventually(async () => (await site.counts()).failed === 1)
      const [job] = await (await site.queues.open(site.queue)).getFailed()
      assert.match(job?.failedReason ?? '', /not done after 400 ms/)
      assert.equal(job?.progress, 40)
      assert.deepEqual(keysOf(WashPet), ['dog'])
    })

    test('are refused with a payload that is none, when dispatched and again when run', async ({ assert }) => {
      await assert.rejects(() => site.dispatcher.dispatch(FeedPet, { key: 7 }))
      const queue = await site.queues.open(site.queue)
      await queue.add('job', { job: FeedPet.jobName, payload: { nothing: 1 } }, { attempts: 5 })
      await site.work()
      await eventually(async () => (await site.counts()).failed === 1)
      assert.lengthOf(performed, 0)
    })

    test('of a plugin that is off are held, and go on within a second of its being on', async ({ assert }) => {
      await site.dispatcher.dispatch(FeedPet, { key: 'before' })
      site.features.apply([{ key: 'pets', state: 'off', rules: {} }])
      await site.work()
      await site.dispatcher.dispatch(FeedPet, { key: 'meanwhile' })
      await eventually(async () => (await site.held.groups()).find(({ reason }) => reason === 'off')?.count === 2)
      await eventually(async () => (await site.counts()).delayed === 2)
      assert.lengthOf(performed, 0)
      const switchedAt = Date.now()
      site.features.apply([{ key: 'pets', state: 'on', rules: {} }])
      await eventually(() => performed.length === 2)
      assert.sameMembers(keysOf(FeedPet), ['before', 'meanwhile'])
      assert.isBelow(Math.max(...performed.map(({ at }) => at)) - switchedAt, 1_000)
      assert.deepEqual(
        performed.map(({ attempt }) => attempt),
        [1, 1]
      )
      await eventually(async () => (await site.held.groups()).length === 0)
    })

    test('that nobody knows are kept, and go on when a release brings them back', async ({ assert }) => {
      await site.dispatcher.dispatch(FeedPet, { key: 'renamed' })
      const old = await site.work([CatchPet])
      await eventually(async () => (await site.held.groups())[0]?.reason === 'unknown')
      await eventually(async () => (await site.counts()).delayed === 1)
      assert.deepInclude(await site.counts(), { completed: 0, failed: 0 })
      await old.stop(1_000)
      await site.work()
      await eventually(async () => (await site.counts()).completed === 1)
      assert.deepEqual(keysOf(FeedPet), ['renamed'])
    })

    test('are finished before a worker stops, and no other is begun', async ({ assert }) => {
      WashPet.ms = 300
      WashPet.options = { ...WashPet.options, timeout: 5_000 }
      const runner = await site.work(undefined, 1)
      await site.dispatcher.dispatch(WashPet, { key: 'running' })
      await site.dispatcher.dispatch(FeedPet, { key: 'waiting' })
      await eventually(() => performed.length === 1)
      assert.equal(await runner.stop(5_000), 0)
      assert.deepEqual(
        performed.map(({ job }) => job),
        ['pets.wash_pet', 'washed']
      )
      assert.deepInclude(await site.counts(), { completed: 1, waiting: 1 })
    })

    test('that outlast the deadline of a worker go back into the queue, and the attempt does not count', async ({
      assert,
    }) => {
      WashPet.options = { ...WashPet.options, timeout: 20_000 }
      const runner = await site.work()
      await site.dispatcher.dispatch(WashPet, { key: 'long' })
      await eventually(() => performed.length === 1)
      assert.equal(await runner.stop(100), 0)
      assert.deepInclude(await site.counts(), { waiting: 1, failed: 0, active: 0 })
      WashPet.ms = 10
      await site.work()
      await eventually(async () => (await site.counts()).completed === 1)
      assert.deepEqual(
        performed.map(({ attempt }) => attempt),
        [1, 1, 1]
      )
    })

    test('of a transaction are queued when it commits, and never when it is rolled back', async ({ assert }) => {
      await site.work()
      site.relay()
      const rolledBack = db.transaction(async (trx) => {
        await site.dispatcher.dispatch(FeedPet, { key: 'regretted' }, { trx })
        throw new Error('on second thoughts')
      })
      await assert.rejects(() => rolledBack)
      await db.transaction(async (trx) => {
        await site.dispatcher.dispatch(FeedPet, { key: 'meant' }, { trx })
        assert.lengthOf(performed, 0)
      })
      await eventually(() => performed.length > 0)
      assert.deepEqual(keysOf(FeedPet), ['meant'])
      await eventually(async () => (await db.from('job_outbox').where('queue', site.queue)).length === 0)
    })

    test('are known by their ids when they are relayed twice', async ({ assert }) => {
      await site.work()
      await db.transaction((trx) => site.dispatcher.dispatch(FeedPet, { key: 'once' }, { trx }))
      const [row] = await db.from('job_outbox').where('queue', site.queue)
      site.relay()
      const isRelayed = async (): Promise<boolean> =>
        (await db.from('job_outbox').where('queue', site.queue)).length === 0
      await eventually(isRelayed)
      await eventually(() => performed.length === 1)
      // As after a process that ended between the queue and the database.
      const { id, queue, job } = row
      const [payload, options] = [JSON.stringify(row.payload), JSON.stringify(row.options)]
      await db.table('job_outbox').insert({ id, queue, job, payload, options })
      await eventually(isRelayed)
      await eventually(async () => (await site.counts()).completed === 1)
      assert.lengthOf(performed, 1)
    })

    test('of a worker that vanished run again elsewhere', async ({ assert }) => {
      const queue = await site.queues.open(site.queue)
      const id = await site.dispatcher.dispatch(FeedPet, { key: 'orphan' })
      const { Worker } = await import('bullmq')
      const { working } = await site.queues.connection()
      const gone = new Worker(
        site.queue,
        null,
        { connection: working.connection, prefix: working.prefix as never, lockDuration: 500, autorun: false },
        working.backend
      )
      gone.on('error', () => {})
      const taken = await gone.getNextJob('a token', { block: false })
      assert.equal(taken?.id, id)
      assert.equal(await queue.getActiveCount(), 1)
      await site.work()
      await eventually(() => performed.length === 1)
      await gone.close(true)
    })
  })
}
