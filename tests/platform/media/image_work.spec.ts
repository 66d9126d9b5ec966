import { test } from '@japa/runner'
import { imageWork, TooMuchImageWork } from '../../../app/platform/media/image_work.js'

test.group('Work on pictures', () => {
  test('is done few at a time, in the order in which it was wanted, whatever fails', async ({ assert }) => {
    let [running, most] = [0, 0]
    const begun: number[] = []
    const work = (number: number) => async () => {
      begun.push(number)
      most = Math.max(most, (running += 1))
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (number % 7 === 0) throw new Error('damaged')
      return number
    }
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, number) => imageWork(work(number))))
    assert.isAtMost(most, 2)
    assert.equal(running, 0)
    assert.deepEqual(
      begun,
      [...begun].sort((a, b) => a - b)
    )
    assert.lengthOf(
      results.filter(({ status }) => status === 'rejected'),
      8
    )
  })

  test('is refused with a time to come back when too much waits', async ({ assert }) => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const works = Array.from({ length: 210 }, () => imageWork(() => held))
    const refused = await Promise.race(works.map((work) => work.catch((error: unknown) => error)))
    assert.instanceOf(refused, TooMuchImageWork)
    release()
    const results = await Promise.allSettled(works)
    assert.isAtLeast(results.filter(({ status }) => status === 'fulfilled').length, 201)
    assert.equal(await imageWork(() => Promise.resolve('goes on')), 'goes on')
  })
})
