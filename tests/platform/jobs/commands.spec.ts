import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { JobDispatcher, JobOutbox, JobRegistry, Queues } from '@pydotorg/platform/jobs'
import { failNextJob, queuedJobs } from '@pydotorg/platform/testing'
import ClearJobs from '@pydotorg/platform/jobs/own/clear_jobs'
import { test } from '@japa/runner'
import logger from '@adonisjs/core/services/logger'

/** Runs a command and gives its exit code and what it printed. */
async function run(name: string, ...argv: string[]): Promise<{ exitCode: number | undefined; output: string }> {
  ace.ui.switchMode('raw')
  try {
    const command = await ace.exec(name, argv)
    const output = command.logger.getLogs().map(({ message }) => message)
    return { exitCode: command.exitCode, output: output.join('\n') }
  } finally {
    ace.ui.switchMode('normal')
  }
}

test.group('Commands of queues', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(async () => {
    const queue = await (await app.container.make(Queues)).open('default')
    await queue.obliterate({ force: true })
  })

  /** A job that failed for good, in the queue that a site has. */
  async function failOne(): Promise<string> {
    const queues = await app.container.make(Queues)
    const dispatcher = new JobDispatcher(new JobOutbox(db), queues, logger)
    const id = await dispatcher.dispatch(ClearJobs, {})
    await failNextJob('default', 'no luck')
    return id
  }

  test('tell what waits and what failed, queue it again, and forget it; audited', async ({ assert }) => {
    const id = await failOne()
    const status = JSON.parse((await run('queue:status', '--json')).output)
    const { lag, ...counts } = status.queues.find(({ name }: { name: string }) => name === 'default')
    const none = { waiting: 0, active: 0, delayed: 0, completed: 0 }
    assert.deepEqual(counts, { name: 'default', isPaused: false, ...none, failed: 1 })
    assert.equal(lag, 0)
    assert.equal(status.backend, 'PostgreSQL')

    const failed = JSON.parse((await run('queue:failed', '--json')).output)
    assert.deepInclude(failed[0], { id, job: 'platform.clear_jobs', reason: 'no luck', queue: 'default' })

    assert.include((await run('queue:retry', id)).output, 'queued again: 1')
    const again = JSON.parse((await run('queue:status', '--json')).output)
    assert.include(again.queues[0], { waiting: 1, failed: 0 })
    const entries = await db.from('audit_entries').where('action', 'like', 'platform.queue.%').select('action')
    assert.deepEqual(entries, [{ action: 'platform.queue.retry' }])
  })

  test('forget what failed', async ({ assert }) => {
    await failOne()
    assert.include((await run('queue:clear', 'failed')).output, 'forgotten: 1')
    assert.deepEqual(JSON.parse((await run('queue:failed', '--json')).output), [])
  })

  test('say what is wrong')
    .with([
      { command: ['queue:retry'], words: 'Name jobs by their ids' },
      { command: ['queue:retry', 'nothing'], words: 'no such failed job' },
      { command: ['queue:clear', 'waiting'], words: 'completed or failed' },
      { command: ['schedule:pause', 'platform.clear'], words: 'Did you mean platform.clear_jobs' },
      { command: ['schedule:change', 'platform.clear_jobs'], words: '--cron' },
      { command: ['schedule:change', 'platform.clear_jobs', '--cron=often'], words: 'five fields' },
    ])
    .run(async ({ assert }, { command, words }) => {
      const { exitCode, output } = await run(command[0]!, ...command.slice(1))
      assert.equal(exitCode, 1)
      assert.include(output, words)
    })

  test('run, pause, change and resume schedules', async ({ assert }) => {
    assert.notEqual((await run('schedule:run', 'platform.clear_jobs')).exitCode, 1)
    assert.lengthOf(await queuedJobs(ClearJobs), 1)
    await run('schedule:pause', 'platform.clear_jobs')
    await run('schedule:change', 'platform.clear_jobs', '--cron=0 5 * * 1', '--zone=Europe/Berlin')
    const [changed] = JSON.parse((await run('schedule:list', '--json')).output)
    assert.include(changed, { paused: true, isChanged: true, cron: '0 5 * * 1', timeZone: 'Europe/Berlin' })
    await run('schedule:resume', 'platform.clear_jobs')
    await run('schedule:change', 'platform.clear_jobs', '--declared')
    const [declared] = JSON.parse((await run('schedule:list', '--json')).output)
    assert.include(declared, { paused: false, isChanged: false, cron: '17 3 * * *' })
  })
})

test.group('Jobs of the platform', () => {
  test('have names of their own, and every queue is known', async ({ assert }) => {
    const registry = await app.container.make(JobRegistry)
    assert.include(await registry.queues(), 'default')
    for (const [name, { plugin }] of await registry.all()) {
      if (plugin === null) assert.match(name, /^platform\.[a-z]+(_[a-z]+)+$/)
    }
  })
})
