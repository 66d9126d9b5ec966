import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { fileSize, plainDate } from '@pydotorg/platform/http'

test.group('fileSize', () => {
  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1.0 KB'],
    [12_345_678, '11.8 MB'],
    [1024 ** 3, '1.0 GB'],
    [5 * 1024 ** 5, '5120.0 TB'],
  ] as const) {
    test(`writes ${bytes} as ${text}`, ({ assert }) => {
      assert.equal(fileSize(bytes), text.replace(' ', '\u00a0'))
    })
  }
})

test.group('plainDate', () => {
  test('writes the month in words, whatever the locale', ({ assert }) => {
    assert.equal(plainDate(DateTime.utc(2025, 10, 7)), '7 October 2025')
    assert.equal(plainDate(DateTime.utc(2025, 10, 7).setLocale('cs')), '7 October 2025')
  })
})
