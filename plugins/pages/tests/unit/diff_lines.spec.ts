import { test } from '@japa/runner'
import { diffLines } from '#services/diff_lines'

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('')

test.group('Lines of a comparison', () => {
  test('keep three around a change, and count the others', ({ assert }) => {
    const found = diffLines([
      { kind: 'same', text: lines(1, 20) },
      { kind: 'removed', text: 'two\n' },
      { kind: 'added', text: '2\nand more\n' },
      { kind: 'same', text: lines(21, 40) },
      { kind: 'added', text: 'last' },
    ])
    assert.deepEqual(
      found.map(({ kind, text }) => `${kind} ${text}`),
      [
        ...['left_out 17 lines', 'same line 18', 'same line 19', 'same line 20'],
        ...['removed two', 'added 2', 'added and more'],
        ...['same line 21', 'same line 22', 'same line 23', 'left_out 14 lines'],
        ...['same line 38', 'same line 39', 'same line 40', 'added last'],
      ]
    )
  })

  test('keep an empty line, and one that a note would not shorten', ({ assert }) => {
    const found = diffLines([
      { kind: 'added', text: '\n' },
      { kind: 'same', text: lines(1, 4) },
    ])
    assert.deepEqual(
      found.map(({ kind, text }) => `${kind} ${text}`),
      ['added ', 'same line 1', 'same line 2', 'same line 3', 'same line 4']
    )
  })

  test('end where nobody reads on', ({ assert }) => {
    const found = diffLines([{ kind: 'added', text: lines(1, 5_000) }])
    assert.lengthOf(found, 3_001)
    assert.deepEqual(found.at(-1), { kind: 'left_out', text: '2,000 lines' })
  })
})
