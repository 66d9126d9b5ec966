import { test } from '@japa/runner'
import { changes } from '@pydotorg/platform/audit'
import { DateTime } from 'luxon'

test.group('changes', () => {
  test('gives the fields that differ, and not those that every save changes', ({ assert }) => {
    const moment = DateTime.fromISO('2025-10-07T12:00:00Z')
    const before = { name: 'Old', date: moment, tags: ['a', 'b'], updated_at: 1, updatedAt: 1, gone: true }
    const after = { name: 'New', date: moment.plus(0), tags: ['a', 'b'], updated_at: 2, updatedAt: 2, come: null }
    assert.deepEqual(changes(before, after), {
      before: { name: 'Old', gone: true },
      after: { name: 'New', come: null },
    })
  })

  test('sees a difference deep down, far back in a text, and in bytes', ({ assert }) => {
    const text = 'x'.repeat(5_000)
    const before = { text: `${text}a`, deep: { list: [{ id: 1 }] }, bytes: Buffer.from('one'), same: { a: 1 } }
    const after = { text: `${text}b`, deep: { list: [{ id: 2 }] }, bytes: Buffer.from('two'), same: { a: 1 } }
    assert.sameMembers(Object.keys(changes(before, after).after), ['text', 'deep', 'bytes'])
  })
})
