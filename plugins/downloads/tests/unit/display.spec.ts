import { test } from '@japa/runner'
import { checksumMarkup } from '#services/checksum'
import { plainDay, pressDate } from '#services/release_dates'

test.group('Checksum', () => {
  test('splits a SHA-256 into two halves of two chunks', ({ assert }) => {
    assert.equal(
      checksumMarkup('ce543ab854bc256b61b71e9b27f831ffd1bfd60a479d639f8be7f9757cf573e9'),
      '<span class="checksum-half">ce543ab854bc256b<wbr>61b71e9b27f831ff</span><wbr>' +
        '<span class="checksum-half">d1bfd60a479d639f<wbr>8be7f9757cf573e9</span>'
    )
  })

  test('splits an MD5 into two halves of one chunk', ({ assert }) => {
    assert.equal(
      checksumMarkup('ac25cf79f710bf31601ed067ccd07deb'),
      '<span class="checksum-half">ac25cf79f710bf31</span><wbr><span class="checksum-half">601ed067ccd07deb</span>'
    )
  })

  test('escapes what is no checksum', ({ assert }) => {
    assert.notInclude(checksumMarkup('<script>alert(1)</script>'), '<script')
  })
})

test.group('Dates', () => {
  test("writes python.org's short months", ({ assert }) => {
    assert.equal(pressDate('2025-10-07'), 'Oct. 7, 2025')
    assert.equal(pressDate('2020-04-20'), 'April 20, 2020')
    assert.equal(pressDate('2024-09-06'), 'Sept. 6, 2024')
    assert.equal(pressDate('2016-06-27'), 'June 27, 2016')
  })

  test('writes long dates as the site does', ({ assert }) => {
    assert.equal(plainDay('2025-10-07'), '7 October 2025')
  })
})
