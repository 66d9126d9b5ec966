import { test } from '@japa/runner'
import { loadOnce } from '@pydotorg/platform/plugins'

test.group('A lazy import', () => {
  test('is loaded once, however often it is asked for', async ({ assert }) => {
    let times = 0
    const source = async () => ({ default: ++times })
    assert.deepEqual([await loadOnce(source), await loadOnce(source)], [1, 1])
  })

  test('that fails is tried again', async ({ assert }) => {
    let times = 0
    const source = async () => {
      times += 1
      if (times === 1) throw new Error('the disk is full')
      return { default: times }
    }
    await assert.rejects(() => loadOnce(source), 'the disk is full')
    assert.equal(await loadOnce(source), 2)
  })
})
