import { test } from '@japa/runner'
import { lastPeriods, type PeriodRequest } from '@pydotorg/platform/charts'
import { DateTime } from 'luxon'

const days = (request: PeriodRequest) => lastPeriods(request).map(({ start }) => start.toISO())

test.group('Stretches of time up to now', () => {
  test('are weeks from Monday on', ({ assert }) => {
    const sunday = DateTime.fromISO('2026-11-29T23:59:59.999Z')
    assert.deepEqual(days({ unit: 'week', count: 2, now: sunday }), [
      '2026-11-16T00:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ])
    const monday = DateTime.fromISO('2026-11-30T00:00:00Z')
    assert.equal(days({ unit: 'week', count: 1, now: monday })[0], '2026-11-30T00:00:00.000Z')
  })

  test('go over the edge of a year', ({ assert }) => {
    const now = DateTime.fromISO('2027-01-02T12:00:00Z')
    assert.deepEqual(
      lastPeriods({ unit: 'week', count: 2, now }).map(({ label }) => label),
      ['21 Dec', '28 Dec']
    )
    assert.deepEqual(
      lastPeriods({ unit: 'month', count: 3, now }).map(({ label }) => label),
      ['Nov 2026', 'Dec 2026', 'Jan 2027']
    )
    assert.deepEqual(
      lastPeriods({ unit: 'year', count: 2, now }).map(({ label }) => label),
      ['2026', '2027']
    )
  })

  test('are those of UTC, wherever the clock is', ({ assert }) => {
    const now = DateTime.fromISO('2027-01-01T08:00:00', { zone: 'Pacific/Auckland' })
    assert.deepEqual(days({ unit: 'day', count: 2, now }), ['2026-12-30T00:00:00.000Z', '2026-12-31T00:00:00.000Z'])
    assert.deepEqual(days({ unit: 'year', count: 1, now }), ['2026-01-01T00:00:00.000Z'])
  })

  test('have a month for each month, however long it is', ({ assert }) => {
    const now = DateTime.fromISO('2028-03-31T12:00:00Z')
    assert.deepEqual(days({ unit: 'month', count: 3, now }), [
      '2028-01-01T00:00:00.000Z',
      '2028-02-01T00:00:00.000Z',
      '2028-03-01T00:00:00.000Z',
    ])
  })

  test('are none when none is asked for', ({ assert }) => {
    assert.deepEqual(lastPeriods({ unit: 'day', count: 0 }), [])
  })
})
