import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import app from '@adonisjs/core/services/app'
import ClearExpired from '@pydotorg/platform/jobs/own/clear_expired'
import ClearJobs from '@pydotorg/platform/jobs/own/clear_jobs'
import { Queues } from '@pydotorg/platform/jobs'
import { runJob, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)

test.group('Clearing what is over', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('deletes sessions, links, tokens, devices, counts and fragments, and keeps what is valid or young', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const moments = [daysAgo(-1), daysAgo(1), daysAgo(40)]
    for (const [index, moment] of moments.entries()) {
      const owned = { user_id: user.id, expires_at: moment, hash: String(index) }
      await db.table('sessions').insert({ id: `session ${index}`, data: '{}', expires_at: moment })
      await db.table('trusted_devices').insert({ ...owned, name: 'Firefox' })
      await db.table('one_time_links').insert({ ...owned, purpose: 'reset_password', email: user.email })
      await db.table('access_tokens').insert({ ...owned, kind: 'bearer', name: 'CI', prefix: 'abc' })
      await db.table('rate_limits').insert({ key: `caller ${index}`, points: 1, expire: moment.getTime() })
      await db.table('cache_entries').insert({ prefix: 'x', key: `part ${index}`, value: '{}', expires_at: moment })
    }
    await db
      .table('access_tokens')
      .insert({ user_id: user.id, hash: 'for ever', kind: 'bearer', name: 'CI', prefix: 'abc' })

    await runJob(ClearExpired, {})
    const left = async (table: string): Promise<number> =>
      Number((await db.from(table).count('* as total').first()).total)
    assert.equal(await left('sessions'), 1)
    assert.equal(await left('trusted_devices'), 1)
    assert.equal(await left('one_time_links'), 2)
    assert.equal(await left('access_tokens'), 3)
    assert.equal(await left('rate_limits'), 1)
    assert.equal(await left('cache_entries'), 1)
  })
})

test.group('Clearing jobs', () => {
  test('keeps those that were finished lately', async ({ assert, cleanup }) => {
    const queue = await (await app.container.make(Queues)).open('default')
    cleanup(() => queue.obliterate({ force: true }))
    const { Worker } = await import('bullmq')
    const { working } = await (await app.container.make(Queues)).connection()
    await queue.add('job', { job: 'platform.clear_jobs', payload: {} })
    const worker = new Worker('default', null, { connection: working.connection, autorun: false }, working.backend)
    cleanup(() => worker.close())
    const job = await worker.getNextJob('token', { block: false })
    await job!.moveToCompleted(undefined, 'token', false)
    await runJob(ClearJobs, {})
    assert.equal(await queue.getCompletedCount(), 1)
    await db.rawQuery("update bullmq.job set finished_at_ms = finished_at_ms - 90000000 where queue = 'default'")
    await runJob(ClearJobs, {})
    assert.equal(await queue.getCompletedCount(), 0)
  })
})
