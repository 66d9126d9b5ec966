import { test } from '@japa/runner'
import { JsonSyntaxError, linesOfElements, parseJson } from '#services/import/json_scanner'

function mistakeIn(text: string): string {
  try {
    parseJson(text)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message
    throw error
  }
  return 'none'
}

test.group('JSON scanner', () => {
  test('says where a text stops being JSON, and why: {1}')
    .with([
      ['[1, 2,]', 'line 1, column 7: a value is expected'],
      ['[\n  {"a": 1}\n  {"b": 2}\n]', 'line 3, column 3: "," or "]" is expected'],
      ['{"a": 1,\n "b" 2}', 'line 2, column 6: ":" is expected'],
      ["{'a': 1}", 'line 1, column 2: a property name in double quotes is expected'],
      ['[{"a": 1}', 'line 1, column 10: "," or "]" is expected, and the text ends'],
      ['{"a": "never closed\n}', 'line 1, column 20: a string is not closed'],
      ['{"a": "ends', 'line 1, column 12: a string is not closed, and the text ends'],
      ['["\\x41"]', 'line 1, column 3: there is no such escape sequence'],
      ['["a\tb"]', 'line 1, column 4: a control character in a string must be escaped'],
      ['[01]', 'line 1, column 3: "," or "]" is expected'],
      ['[] []', 'line 1, column 4: there is more after the end'],
      ['', 'line 1, column 1: a value is expected, and the text ends'],
      ['<html>', 'line 1, column 1: a value is expected'],
      ['[tru]', 'line 1, column 2: a value is expected'],
    ])
    .run(({ assert }, [text, message]) => {
      assert.equal(mistakeIn(text!), message)
    })

  test('finds no mistake where JSON.parse finds none')
    .with([
      '[]',
      '{}',
      ' [1, -2.5e+3, 0, true, false, null, "\\u00e9\\n\\"", {"a": {"b": []}}] ',
      '"a lone text"',
      '\uFEFF[1]',
      `["${'x'.repeat(1_000_000)}"]`,
    ])
    .run(({ assert }, text) => {
      assert.equal(mistakeIn(text), 'none')
      assert.doesNotThrow(() => linesOfElements(text.replace('\uFEFF', '')))
    })

  test('knows the line of each element of each list', ({ assert }) => {
    const lines = linesOfElements('{\n"release": [\n{"files": [\n1,\n2]},\n{}],\n"os": [{}]}')
    assert.deepEqual(Object.fromEntries(lines), {
      '/release/0': 3,
      '/release/0/files/0': 4,
      '/release/0/files/1': 5,
      '/release/1': 6,
      '/os/0': 7,
    })
  })

  test('refuses endless nesting instead of running out of stack', ({ assert }) => {
    assert.throws(() => linesOfElements('['.repeat(100_000)), /nested too deeply/)
  })
})
