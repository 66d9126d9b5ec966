import { test } from '@japa/runner'
import { readItem, writeItem } from '@pydotorg/platform/cache/kept_text'

const about = { begun: 1.5, by: 'a process', tags: ['jobs', 'a "b"\n'] }

test.group('What a store has', () => {
  test('is read as it was written: {value}')
    .with([
      { value: '<p>A text of\nsome lines\n</p>' },
      { value: '' },
      { value: '\n' },
      { value: 'T{"not":"a head"}\n“é”' },
      { value: { hero: 'T', list: [1, null] } },
      { value: 7 },
      { value: null },
    ])
    .run(({ assert }, { value }) => {
      const item = { value: { value, ...about }, logicalExpiration: 1_800_000_000_000 }
      assert.deepEqual(readItem(writeItem(item)), item)
    })

  test('holds HTML as it is', ({ assert }) => {
    const item = { value: { value: '<a href="/">"</a>', ...about }, logicalExpiration: 1 }
    assert.isTrue(writeItem(item).endsWith('\n<a href="/">"</a>'))
  })

  test('is refused when somebody else wrote it', ({ assert }) => {
    assert.throws(() => readItem('T without a head'), SyntaxError)
  })
})
