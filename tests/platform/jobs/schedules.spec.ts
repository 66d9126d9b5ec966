import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { definePlugin } from '@pydotorg/platform'
import { AuditLog, consoleOrigin } from '@pydotorg/platform/audit'
import { featureDefinitions, Features } from '@pydotorg/platform/features'
import {
  JobDispatcher,
  JobOutbox,
  ScheduleClock,
  ScheduleList,
  Schedules,
  type ScheduleDeclaration,
} from '@pydotorg/platform/jobs'
import { nextDue, TimingRefused } from '@pydotorg/platform/jobs/schedules/cron'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { queuedJobs } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { eventually } from './eventually.js'
import { FeedPet, resetJobs } from './sample_jobs.js'

const job = () => Promise.resolve({ default: FeedPet })

const FEEDING: ScheduleDeclaration = {
  name: 'pets.feed',
  job,
  cron: '0 8 * * *',
  timeZone: 'Europe/Berlin',
  payload: { key: 'all' },
}

function siteWith(schedule: ScheduleDeclaration) {
  const manifest = definePlugin({ name: 'pets', title: 'Pets', summary: 'Pets.', schedules: [schedule] })
  const plugins = new PluginRegistry('/', [
    { name: 'pets', version: '1.0.0', packageName: '@pydotorg/pets', directory: '/plugins/pets', manifest },
  ])
  const features = new Features(featureDefinitions(plugins))
  const schedules = new ScheduleList(plugins, [])
  const dispatcher = new JobDispatcher(new JobOutbox(db), null, logger)
  const newClock = (): ScheduleClock => new ScheduleClock({ db, schedules, features, dispatcher, log: logger })
  return { features, schedules, dispatcher, newClock, clock: newClock() }
}

const at = (moment: string): Date => new Date(`${moment}Z`)

async function desk({ schedules: list, dispatcher }: ReturnType<typeof siteWith>): Promise<Schedules> {
  return new Schedules({ db, list, dispatcher, audit: await app.container.make(AuditLog) })
}

test.group('Cron expressions', () => {
  test('are due by the clock of their zone, also where it changes', ({ assert }) => {
    const berlin = { cron: '30 8 * * *', timeZone: 'Europe/Berlin' }
    assert.deepEqual(nextDue(berlin, at('2026-01-10T00:00')), at('2026-01-10T07:30'))
    assert.deepEqual(nextDue(berlin, at('2026-07-10T00:00')), at('2026-07-10T06:30'))
    assert.deepEqual(nextDue({ cron: '0 0 * * 1', timeZone: 'UTC' }, at('2026-11-24T22:00')), at('2026-11-30T00:00'))
  })

  test('that cannot be read are refused with a sentence')
    .with([
      { cron: '0 8 * *', timeZone: 'UTC' },
      { cron: '0 0 8 * * *', timeZone: 'UTC' },
      { cron: '61 8 * * *', timeZone: 'UTC' },
      { cron: 'now and then maybe soon', timeZone: 'UTC' },
      { cron: '0 8 * * *', timeZone: 'Mars/Olympus' },
    ])
    .run(({ assert }, timing) => {
      assert.throws(() => nextDue(timing, new Date()), TimingRefused)
    })
})

test.group('Schedules', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetJobs('default'))

  test('fire once each time they are due', async ({ assert }) => {
    const { clock } = siteWith(FEEDING)
    assert.deepEqual(await clock.tick(at('2026-01-10T06:59')), [])
    assert.deepEqual(await clock.tick(at('2026-01-10T07:00')), ['pets.feed'])
    assert.deepEqual(await clock.tick(at('2026-01-10T07:00:30')), [])
    assert.deepEqual(await clock.tick(at('2026-01-11T07:00:05')), ['pets.feed'])
    const queued = await queuedJobs(FeedPet)
    assert.deepEqual(
      queued.map(({ payload }) => payload),
      [{ key: 'all' }, { key: 'all' }]
    )
  })

  test('that were missed fire once on return, however often they were missed', async ({ assert }) => {
    const { clock } = siteWith(FEEDING)
    await clock.tick(at('2026-01-10T06:00'))
    assert.deepEqual(await clock.tick(at('2026-01-20T12:00')), ['pets.feed'])
    assert.deepEqual(await clock.tick(at('2026-01-20T12:01')), [])
    assert.deepEqual(await clock.tick(at('2026-01-21T07:00')), ['pets.feed'])
  })

  test('that say so skip what they missed', async ({ assert }) => {
    const { clock } = siteWith({ ...FEEDING, missed: 'skip' })
    await clock.tick(at('2026-01-10T06:00'))
    assert.deepEqual(await clock.tick(at('2026-01-20T12:00')), [])
    assert.deepEqual(await clock.tick(at('2026-01-21T07:00')), ['pets.feed'])
  })

  test('of a plugin that is off do not fire, and make up for it when it is back', async ({ assert }) => {
    const { clock, features } = siteWith(FEEDING)
    await clock.tick(at('2026-01-10T06:00'))
    features.apply([{ key: 'pets', state: 'off', rules: {} }])
    assert.deepEqual(await clock.tick(at('2026-01-12T07:00')), [])
    features.apply([{ key: 'pets', state: 'on', rules: {} }])
    assert.deepEqual(await clock.tick(at('2026-01-12T09:00')), ['pets.feed'])
  })

  test('have a new time when a release declares one', async ({ assert }) => {
    await siteWith(FEEDING).clock.tick(at('2026-01-10T06:00'))
    const { clock } = siteWith({ ...FEEDING, cron: '0 20 * * *' })
    assert.deepEqual(await clock.tick(at('2026-01-10T07:00')), [])
    assert.deepEqual(await clock.tick(at('2026-01-10T19:00')), ['pets.feed'])
  })

  test('are paused, resumed, changed and run by operators, which is audited', async ({ assert }) => {
    const site = siteWith(FEEDING)
    const schedules = await desk(site)
    const before = (await schedules.all())[0]!
    assert.deepInclude(before, { name: 'pets.feed', paused: false, isChanged: false, cron: '0 8 * * *' })

    await schedules.pause('pets.feed', consoleOrigin())
    const later = new Date(before.nextDueAt.getTime() + 1_000)
    assert.deepEqual(await site.clock.tick(later), [])
    await schedules.resume('pets.feed', consoleOrigin())
    assert.deepEqual(await site.clock.tick(new Date()), [])

    await schedules.retime('pets.feed', { cron: '*/5 * * * *', timeZone: 'UTC' }, consoleOrigin())
    const changed = (await schedules.all())[0]!
    assert.deepInclude(changed, { isChanged: true, cron: '*/5 * * * *', timeZone: 'UTC' })
    assert.isAtMost(changed.nextDueAt.getTime(), Date.now() + 300_000)
    await schedules.retime('pets.feed', null, consoleOrigin())
    assert.deepEqual((await schedules.all())[0]!.nextDueAt, before.nextDueAt)

    await schedules.runNow('pets.feed', consoleOrigin())
    assert.lengthOf(await queuedJobs(FeedPet), 1)

    const audit = await app.container.make(AuditLog)
    const { entries } = await audit.page({ subject: { type: 'schedule', id: 'pets.feed' } })
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['run', 'change', 'change', 'resume', 'pause'].map((verb) => `platform.schedule.${verb}`)
    )
    assert.deepEqual([entries.at(-1)!.before, entries.at(-1)!.after], [{ paused: false }, { paused: true }])
  })

  test('nobody has are named with those that are near', async ({ assert }) => {
    const schedules = await desk(siteWith(FEEDING))
    await assert.rejects(() => schedules.pause('pets.fed', consoleOrigin()), /Did you mean pets\.feed/)
    await assert.rejects(() => schedules.retime('pets.feed', { cron: 'x', timeZone: 'UTC' }, consoleOrigin()))
  })
})

test.group('Schedules of many processes', (group) => {
  group.each.setup(() => resetJobs('test-schedules'))
  group.each.teardown(async () => {
    await db.from('job_schedules').where('name', 'pets.feed').delete()
    await db.from('job_outbox').where('queue', 'test-schedules').delete()
  })

  test('fire once, whoever is quicker', async ({ assert }) => {
    const site = siteWith(FEEDING)
    await site.clock.tick(at('2026-01-10T06:00'))
    const clocks = Array.from({ length: 8 }, () => site.newClock())
    const fired = await Promise.all(clocks.map((clock) => clock.tick(at('2026-01-10T07:00'))))
    assert.lengthOf(fired.flat(), 1)
    assert.lengthOf(await queuedJobs(FeedPet), 1)
  })

  test('are fired by a clock that runs', async ({ assert }) => {
    const site = siteWith({ ...FEEDING, cron: '* * * * *', timeZone: 'UTC' })
    await site.clock.tick(new Date(Date.now() - 120_000))
    site.clock.start()
    await eventually(async () => (await queuedJobs(FeedPet)).length === 1)
    await site.clock.stop()
    assert.lengthOf(await queuedJobs(FeedPet), 1)
  })
})
