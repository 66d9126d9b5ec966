import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import ClearJobs from '@pydotorg/platform/jobs/own/clear_jobs'
import { queuedJobs, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'
import { queue, queueOne } from './queued_jobs.js'

const JOBS = '/admin/jobs/'
const SCHEDULE = '/admin/jobs/schedules/platform.clear_jobs/'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test.group('Jobs in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => async () => (await queue()).obliterate({ force: true }))

  test('{$self} is closed to who may not manage jobs')
    .with([JOBS, `${JOBS}list/`, `${JOBS}live/`, SCHEDULE])
    .run(async ({ client }, address) => {
      const guest = await client.get(address).redirects(0)
      guest.assertStatus(303)
      for (const user of [await UserFactory.create(), await operator('platform.read_audit')]) {
        const response = await client.get(address).loginAs(user)
        response.assertStatus(403)
      }
    })

  test('the overview has queues in numbers, what failed last, and schedules', async ({ client, assert }) => {
    await queueOne({ failed: true })
    await queueOne({ failed: false })
    const page = await client.get(JOBS).loginAs(await operator('platform.manage_jobs'))
    page.assertStatus(200)
    const words = plain(page.text())
    assert.match(words, /default works 1 0 0 1 0/)
    assert.include(words, 'platform.clear_jobs')
    assert.match(words, /Failed last platform\.clear_jobs .* refused: password=\[masked\]/)
    assert.include(page.text(), '<turbo-stream-source src="/admin/jobs/live/">')
  })

  test('a failed job shows why, its stack and its payload, and is retried; audited', async ({ client, assert }) => {
    const user = await operator('platform.manage_jobs')
    const id = await queueOne({ failed: true })
    const list = await client.get(`${JOBS}list/`).qs({ state: 'failed' }).loginAs(user)
    assert.include(list.text(), `/admin/jobs/list/default/${id}/`)
    const page = await client.get(`${JOBS}list/default/${id}/`).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'Stack of the last attempt')
    assert.notInclude(page.text(), 'hunter2')
    const retried = await proved(client.post(`${JOBS}retries/`), user).form({ jobs: [`default/${id}`] })
    assert.equal(retried.flashMessage('notice'), 'Queued again: 1.')
    assert.equal(await (await (await queue()).getJob(id))!.getState(), 'waiting')
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.queue.retry' })
    assert.equal(entries[0]?.actor.id, user.id)
    const again = await proved(client.post(`${JOBS}retries/`), user).form({ jobs: [`default/${id}`] })
    assert.include(again.flashMessage('notice'), '1 of them did not fail')
  })

  test('jobs are deleted after a fresh proof, and a forbidden person deletes none', async ({ client, assert }) => {
    const id = await queueOne({ failed: false })
    const form = { jobs: [`default/${id}`] }
    const user = await operator('platform.manage_jobs')
    const unproved = await client.post(`${JOBS}deletions/`).loginAs(user).withCsrfToken().redirects(0).form(form)
    assert.include(unproved.header('location'), '/accounts/confirm/')
    const other = await proved(client.post(`${JOBS}deletions/`), await operator('platform.read_audit')).form(form)
    other.assertStatus(403)
    assert.exists(await (await queue()).getJob(id))
    const deleted = await proved(client.post(`${JOBS}deletions/`), user).form(form)
    assert.equal(deleted.flashMessage('notice'), 'Deleted: 1.')
    assert.notExists(await (await queue()).getJob(id))
    const none = await proved(client.post(`${JOBS}deletions/`), user).form({})
    assert.include(JSON.stringify(none.flashMessages()), 'Tick at least one job.')
    const gone = await client.get(`${JOBS}list/default/${id}/`).loginAs(user)
    gone.assertStatus(404)
  })

  test('a queue is paused with a reason, and goes on', async ({ client, assert }) => {
    const user = await operator('platform.manage_jobs')
    const without = await proved(client.post(`${JOBS}queues/default/pause/`), user).form({ reason: '' })
    assert.include(JSON.stringify(without.flashMessages()), 'Say why')
    const paused = await proved(client.post(`${JOBS}queues/default/pause/`), user).form({
      reason: 'the mail server is away',
    })
    paused.assertStatus(303)
    assert.isTrue(await (await queue()).isPaused())
    const page = await client.get(JOBS).loginAs(user)
    assert.include(plain(page.text()), 'Let default go on')
    await proved(client.post(`${JOBS}queues/default/resume/`), user)
    assert.isFalse(await (await queue()).isPaused())
    const none = await proved(client.post(`${JOBS}queues/nothing/pause/`), user).form({ reason: 'the wrong one' })
    none.assertStatus(404)
  })

  test('a schedule is run, paused, resumed and changed', async ({ client, assert }) => {
    const user = await operator('platform.manage_jobs')
    await proved(client.post(`${SCHEDULE}run/`), user)
    assert.lengthOf(await queuedJobs(ClearJobs), 1)
    await proved(client.post(`${SCHEDULE}pause/`), user)
    const row = async () => db.from('job_schedules').where('name', 'platform.clear_jobs').firstOrFail()
    assert.isTrue((await row()).paused)
    await proved(client.post(`${SCHEDULE}resume/`), user)
    assert.isFalse((await row()).paused)

    const wrong = await proved(client.post(SCHEDULE), user).form({ cron: '* * *', timeZone: 'UTC' })
    assert.include(JSON.stringify(wrong.flashMessages()), 'needs five fields')
    await proved(client.post(SCHEDULE), user).form({ cron: '0 4 * * *', timeZone: 'Europe/Berlin' })
    const page = await client.get(SCHEDULE).loginAs(user)
    assert.include(page.text(), 'value="0 4 * * *"')
    await proved(client.post(SCHEDULE), user).form({ declared: 'true' })
    assert.isNull((await row()).cron)
    const none = await proved(client.post('/admin/jobs/schedules/no.such/run/'), user)
    none.assertStatus(404)
  })
})
