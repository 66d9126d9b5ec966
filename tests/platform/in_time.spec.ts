import { test } from '@japa/runner'
import { inTime } from '@pydotorg/platform/in_time'

test.group('Work that may hang', () => {
  test('gives what comes of it', async ({ assert }) => {
    assert.equal(await inTime(Promise.resolve('done'), 60_000), 'done')
    await assert.rejects(() => inTime(Promise.reject(new Error('It broke.')), 60_000), 'It broke.')
  })

  test('is given up when it takes too long', async ({ assert }) => {
    await assert.rejects(() => inTime(new Promise(() => {}), 1), 'no answer within 1 ms')
  })
})
