import { test } from '@japa/runner'
import { checksumHalves } from '#services/checksum'
import { pressDate } from '#services/release_dates'

test.group('Checksum', () => {
  test('splits a SHA-256 into two halves of two chunks', ({ assert }) => {
    const sum = 'ce543ab854bc256b61b71e9b27f831ffd1bfd60a479d639f8be7f9757cf573e9'
    assert.deepEqual(checksumHalves(sum), [
      ['ce543ab854bc256b', '61b71e9b27f831ff'],
      ['d1bfd60a479d639f', '8be7f9757cf573e9'],
    ])
  })

  test('splits an MD5 into two halves of one chunk', ({ assert }) => {
    assert.deepEqual(checksumHalves('ac25cf79f710bf31601ed067ccd07deb'), [['ac25cf79f710bf31'], ['601ed067ccd07deb']])
  })

  test('gives nothing for no checksum', ({ assert }) => {
    assert.deepEqual(checksumHalves(''), [[], []])
  })
})

test.group('Dates', () => {
  test("writes python.org's short months", ({ assert }) => {
    assert.equal(pressDate('2025-10-07'), 'Oct. 7, 2025')
    assert.equal(pressDate('2020-04-20'), 'April 20, 2020')
    assert.equal(pressDate('2024-09-06'), 'Sept. 6, 2024')
    assert.equal(pressDate('2016-06-27'), 'June 27, 2016')
  })
})
