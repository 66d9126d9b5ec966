import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { HeldJobs, JobList, JobRegistry, QueueControl, QueueDesk, UnknownQueue } from '@pydotorg/platform/jobs'
import { eventually } from './eventually.js'
import { backendKinds, JobSite } from './job_site.js'
import { CatchPet, FeedPet, performed } from './sample_jobs.js'

const BY = { actor: { id: null, name: 'ada' } }

for (const kind of backendKinds) {
  test.group(`What operators see and do of queues on ${kind.name}`, (group) => {
    let site: JobSite
    let registry: JobRegistry
    let jobList: JobList
    let control: QueueControl
    group.each.setup(async () => {
      site = JobSite.open(kind)
      registry = await app.container.make(JobRegistry)
      // Only the queue of this test, whatever the site has.
      const known = { queues: async () => [site.queue], all: () => registry.all() } as unknown as JobRegistry
      const audit = await app.container.make(AuditLog)
      jobList = new JobList({ db, queues: site.queues, registry: known })
      control = new QueueControl({ db, queues: site.queues, registry: known, audit })
      return () => site.close()
    })

    const failOne = async (key: string): Promise<string> => {
      CatchPet.options = { ...CatchPet.options, attempts: 1 }
      const id = await site.dispatcher.dispatch(CatchPet, { key })
      await eventually(async () => (await site.counts()).failed === 1)
      return id
    }

    test('a failed job shows its payload without secrets, its reason and its stack', async ({ assert }) => {
      await site.work()
      const id = await failOne('postgres://me:hunter2@db/')
      const { jobs, hasMore } = await jobList.page({ state: 'failed', page: 1, size: 10 })
      assert.isFalse(hasMore)
      assert.containSubset(jobs[0], {
        ...{ id, queue: site.queue, job: 'pets.catch_pet', state: 'failed', attempts: 1, mostAttempts: 1 },
        payload: { key: 'postgres://me:[masked]@db/' },
        reason: 'It ran away.',
      })
      assert.include(jobs[0]!.stacks.join('\n'), 'sample_jobs')
      assert.equal((await jobList.find(site.queue, id))?.reason, 'It ran away.')
      assert.isNull(await jobList.find('elsewhere', id))
      assert.isNull(await jobList.find(site.queue, 'gone'))
    })

    test('failures are counted, and the last of them told without secrets', async ({ assert }) => {
      assert.deepEqual(await jobList.failures(2), { count: 0, latest: [] })
      await site.work()
      CatchPet.options = { ...CatchPet.options, attempts: 1 }
      const ids: string[] = []
      for (const key of ['a', 'b', 'postgres://me:hunter2@db/']) {
        ids.push(await site.dispatcher.dispatch(CatchPet, { key }))
        await eventually(async () => (await site.counts()).failed === ids.length)
      }
      const { count, latest } = await jobList.failures(2)
      assert.equal(count, 3)
      assert.deepEqual(
        latest.map(({ id }) => id),
        ids.slice(1).reverse()
      )
      assert.deepEqual(latest[0]?.payload, { key: 'postgres://me:[masked]@db/' })
    })

    test('jobs that wait are listed by page, the newest first, and counted by plugin', async ({ assert }) => {
      const ids: string[] = []
      for (const key of ['a', 'b', 'c']) ids.push(await site.dispatcher.dispatch(FeedPet, { key }))
      const later = await site.dispatcher.dispatch(FeedPet, { key: 'd' }, { delay: '1 hour' })
      const first = await jobList.page({ state: 'waiting', page: 1, size: 2 })
      assert.deepEqual(
        first.jobs.map(({ id }) => id),
        ids.slice(1).reverse()
      )
      assert.isTrue(first.hasMore)
      const second = await jobList.page({ state: 'waiting', page: 2, size: 2 })
      assert.deepEqual(
        second.jobs.map(({ id }) => id),
        ids.slice(0, 1)
      )
      assert.isFalse(second.hasMore)
      const [delayed] = (await jobList.page({ state: 'delayed', page: 1, size: 2 })).jobs
      assert.equal(delayed?.id, later)
      assert.isAbove(delayed!.dueAt!.getTime(), Date.now())
      assert.deepEqual(await jobList.waiting(), { byPlugin: new Map([['pets', 4]]), isWhole: true })
    })

    test('jobs of a paused queue are listed and counted as those of any other', async ({ assert }) => {
      await control.pause(site.queue, BY)
      const id = await site.dispatcher.dispatch(FeedPet, { key: 'a' })
      const { jobs } = await jobList.page({ state: 'waiting', page: 1, size: 10 })
      assert.deepEqual(
        jobs.map((job) => job.id),
        [id]
      )
      assert.equal((await jobList.find(site.queue, id))?.state, 'waiting')
      assert.deepEqual((await jobList.waiting()).byPlugin, new Map([['pets', 1]]))
    })

    test('a running job tells how far it is, as a share or in numbers', async ({ assert }) => {
      const id = await site.dispatcher.dispatch(FeedPet, { key: 'a' })
      const job = await (await site.queues.open(site.queue)).getJob(id)
      const told = async (progress: Parameters<NonNullable<typeof job>['updateProgress']>[0]) => {
        await job!.updateProgress(progress)
        const listed = await jobList.find(site.queue, id)
        return [listed?.progress, listed?.progressText]
      }
      assert.deepEqual(await told(0), [null, null])
      assert.deepEqual(await told(40), [40, null])
      assert.deepEqual(await told({ kind: 'release_files', done: 1_500, total: 2_000 }), [
        75,
        '1,500 of 2,000 release files',
      ])
      assert.deepEqual(await told({ done: 3, total: 0 }), [null, null])
      assert.deepEqual(await told({ page: 7 }), [null, null])
    })

    test('a held job stands among those that are held, and not among the delayed ones', async ({ assert }) => {
      site.features.replace([{ key: 'pets', state: 'off', rules: {} }])
      await site.work()
      const id = await site.dispatcher.dispatch(FeedPet, { key: 'later' })
      await eventually(async () => (await site.counts()).delayed === 1)
      const held = await jobList.page({ state: 'held', queue: site.queue, page: 1, size: 10 })
      assert.deepEqual(
        held.jobs.map((job) => [job.id, job.state]),
        [[id, 'held']]
      )
      assert.deepEqual((await jobList.page({ state: 'delayed', page: 1, size: 10 })).jobs, [])
      assert.equal((await control.delete([{ queue: site.queue, id }], BY)).deleted, 1)
      assert.deepEqual(
        (await new HeldJobs(db, site.queues).groups()).filter(({ job }) => job === 'pets.feed_pet'),
        []
      )
    })

    test('a paused queue keeps its jobs until it goes on', async ({ assert }) => {
      await site.work()
      await control.pause(site.queue, BY, 'the provider is away')
      await site.dispatcher.dispatch(FeedPet, { key: 'rex' })
      const desk = new QueueDesk({
        ...{ db, queues: site.queues, held: site.held, audit: await app.container.make(AuditLog) },
        registry: { queues: async () => [site.queue] } as unknown as JobRegistry,
      })
      const [status] = (await desk.report()).queues
      assert.deepInclude(status, { isPaused: true, waiting: 1 })
      assert.lengthOf((await jobList.page({ state: 'waiting', page: 1, size: 5 })).jobs, 1)
      assert.lengthOf(performed, 0)
      await control.resume(site.queue, BY)
      await eventually(() => performed.length === 1)
      assert.isFalse((await desk.report()).queues[0]!.isPaused)
      const { entries } = await (
        await app.container.make(AuditLog)
      ).page({ subject: { type: 'queue', id: site.queue } })
      assert.deepEqual(
        entries.map(({ action }) => action),
        ['platform.queue.resume', 'platform.queue.pause']
      )
      assert.equal(entries[1]!.reason, 'the provider is away')
    })

    test('deleting says what is gone, and refuses a queue that is none', async ({ assert }) => {
      const id = await site.dispatcher.dispatch(FeedPet, { key: 'rex' })
      const jobs = [
        { queue: site.queue, id },
        { queue: site.queue, id: 'never' },
      ]
      assert.deepEqual(await control.delete(jobs, BY), { deleted: 1, busy: [], gone: ['never'] })
      assert.deepEqual((await jobList.page({ state: 'waiting', page: 1, size: 5 })).jobs, [])
      await assert.rejects(() => control.pause('elsewhere', BY), UnknownQueue)
    })
  })
}
