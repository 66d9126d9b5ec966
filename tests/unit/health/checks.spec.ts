import { BaseCheck, Result } from '@adonisjs/core/health'
import { test } from '@japa/runner'
import { GuardedCheck } from '#health/guarded_check'
import { MachineCheck } from '#health/machine_check'

class FullDisk extends BaseCheck {
  name = 'Disk'
  async run(): Promise<Result> {
    return Result.failed('Disk usage is 99%')
  }
}

class EmptyDisk extends BaseCheck {
  name = 'Disk'
  async run(): Promise<Result> {
    return Result.ok('Disk usage is 1%')
  }
}

class SilentCheck extends BaseCheck {
  name = 'Silent'
  run(): Promise<Result> {
    return new Promise(() => {})
  }
}

test.group('MachineCheck', () => {
  test('only warns of a full disk', async ({ assert }) => {
    const result = await new MachineCheck(new FullDisk()).run()
    assert.deepEqual([result.status, result.message], ['warning', 'Disk usage is 99%'])
  })

  test('leaves a good result as it is', async ({ assert }) => {
    assert.equal((await new MachineCheck(new EmptyDisk()).run()).status, 'ok')
  })
})

test.group('GuardedCheck', () => {
  test('takes the name and the result of the check', async ({ assert }) => {
    const check = new GuardedCheck(() => Promise.resolve({ default: EmptyDisk }))
    const { status } = await check.run()
    assert.deepEqual([check.name, status], ['Disk', 'ok'])
  })

  test('gives up on a check that never answers', async ({ assert }) => {
    const result = await new GuardedCheck(() => Promise.resolve({ default: SilentCheck }), 20).run()
    assert.deepEqual([result.status, result.message], ['error', 'No answer in time'])
  })
})
