import { nextDue } from '@pydotorg/platform/jobs/schedules/cron'
import { jobSettings } from '@pydotorg/platform/jobs/job_options'
import { Job } from '@pydotorg/platform/jobs'
import { test } from '@japa/runner'
import { registeredPlugins } from './registered_plugins.js'

test.group('Jobs of plugins', () => {
  test('{name} gives its jobs names that start with its own, payloads that are checked, and times that can be read')
    .with(registeredPlugins)
    .run(async ({ assert }, { name, manifest }) => {
      const names: string[] = []
      for (const load of manifest.jobs ?? []) {
        const { default: job } = await load()
        assert.isTrue(job.prototype instanceof Job, `${job.name} must extend Job`)
        assert.match(job.jobName, new RegExp(`^${name}\\.[a-z][a-z0-9]*(_[a-z0-9]+)+$`))
        assert.isFunction(job.payload.validate)
        assert.isAbove(jobSettings(job.options).timeoutMs, 0)
        names.push(job.jobName)
      }
      assert.lengthOf(new Set(names), names.length)
    })

  test('{name} schedules jobs of its own, under its name, at times that come, with payloads that they take')
    .with(registeredPlugins)
    .run(async ({ assert }, { name, manifest }) => {
      const own = await Promise.all((manifest.jobs ?? []).map(async (load) => (await load()).default))
      const names: string[] = []
      for (const { name: schedule, job, cron, timeZone = 'UTC', payload = {} } of manifest.schedules ?? []) {
        assert.match(schedule, new RegExp(`^${name}\\.[a-z][a-z0-9_]*$`))
        assert.include(own, (await job()).default)
        assert.isAbove(nextDue({ cron, timeZone }, new Date()).getTime(), Date.now())
        await (await job()).default.payload.validate(payload)
        names.push(schedule)
      }
      assert.lengthOf(new Set(names), names.length)
    })
})
