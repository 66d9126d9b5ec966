import { test } from '@japa/runner'
import { pythonAnswer } from '#exceptions/python_answer'

test.group('What Python says of an error', () => {
  test('names the address as Python would quote it', ({ assert }) => {
    assert.equal(pythonAnswer(404, '/a"b/'), '>>> visit("/a\\"b/")\nLookupError: there is no page here')
  })

  test('does not grow with the address', ({ assert }) => {
    assert.isBelow(pythonAnswer(404, `/${'a'.repeat(5_000)}`)!.length, 130)
  })

  test('is nothing for what nobody meets at a prompt', ({ assert }) => {
    assert.isNull(pythonAnswer(415, '/'))
  })
})
