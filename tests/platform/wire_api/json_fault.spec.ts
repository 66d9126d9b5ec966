import { test } from '@japa/runner'
import { jsonFault } from '../../../app/platform/wire_api/write/json_fault.js'

/** As Python 3.11's json module answers each of them. */
const FAULTS: [string, string][] = [
  ['', 'Expecting value: line 1 column 1 (char 0)'],
  ['   ', 'Expecting value: line 1 column 4 (char 3)'],
  ['nope', 'Expecting value: line 1 column 1 (char 0)'],
  ['{"name":', 'Expecting value: line 1 column 9 (char 8)'],
  ['{bad}', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ["{'a':1}", 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['{,}', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  ['{"a":1,}', 'Expecting property name enclosed in double quotes: line 1 column 8 (char 7)'],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{"a"', "Expecting ':' delimiter: line 1 column 5 (char 4)"],
  ['{"a":1', "Expecting ',' delimiter: line 1 column 7 (char 6)"],
  ['{"a":01}', "Expecting ',' delimiter: line 1 column 7 (char 6)"],
  ['[1 2]', "Expecting ',' delimiter: line 1 column 4 (char 3)"],
  ['[1,', 'Expecting value: line 1 column 4 (char 3)'],
  ['{"a":tru}', 'Expecting value: line 1 column 6 (char 5)'],
  ['{"a":-}', 'Expecting value: line 1 column 6 (char 5)'],
  ['{"a":1} x', 'Extra data: line 1 column 9 (char 8)'],
  ['[]]', 'Extra data: line 1 column 3 (char 2)'],
  ['{\n "a": x}', 'Expecting value: line 2 column 7 (char 8)'],
  ['{"a":"b', 'Unterminated string starting at: line 1 column 6 (char 5)'],
  ['{"a":"\n"}', 'Invalid control character at: line 1 column 7 (char 6)'],
  ['{"a":"\\x"}', 'Invalid \\escape: line 1 column 7 (char 6)'],
  ['{"a":"\\u12"}', 'Invalid \\uXXXX escape: line 1 column 8 (char 7)'],
  ['{"🐍": x}', 'Expecting value: line 1 column 7 (char 6)'],
  ['{"a":NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
  ['[-Infinity]', "Out of range float values are not JSON compliant: '-Infinity'"],
  ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
]

test.group('A text that is no JSON', () => {
  test('stops at the place that Python names: {0}')
    .with(FAULTS)
    .run(({ assert }, [text, fault]) => {
      assert.throws(() => JSON.parse(text))
      assert.equal(jsonFault(text), fault)
    })

  test('may be as deep as it is long', ({ assert }) => {
    const depth = 500_000
    assert.equal(jsonFault('['.repeat(depth)), `Expecting value: line 1 column ${depth + 1} (char ${depth})`)
    assert.match(jsonFault(`${'{"a":['.repeat(depth / 5)}x`), /^Expecting value: /)
  })
})
