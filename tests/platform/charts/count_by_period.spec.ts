import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { countByPeriod } from '@pydotorg/platform/charts'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'

const now = DateTime.fromISO('2027-01-06T12:00:00Z')

async function joinedAt(...moments: string[]): Promise<void> {
  for (const moment of moments) await UserFactory.merge({ dateJoined: DateTime.fromISO(moment) }).create()
}

test.group('Rows counted by stretches of time', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('have a zero where there is none, and leave out what is before and after', async ({ assert }) => {
    await joinedAt('2026-12-20T23:59:59.999Z', '2026-12-21T00:00:00Z', '2026-12-27T23:59:59.999Z')
    await joinedAt('2027-01-04T00:00:00Z', '2027-01-10T23:59:59Z', '2027-01-11T00:00:00Z')
    const request = { column: 'date_joined', unit: 'week', count: 3, now } as const
    let points: unknown
    const queries = await countQueries(async () => (points = await countByPeriod(db.from('users'), request)))
    assert.deepEqual(points, [
      { label: '21 Dec', value: 2 },
      { label: '28 Dec', value: 0 },
      { label: '4 Jan', value: 2 },
    ])
    assert.lengthOf(queries, 1)
  })

  test('are those of UTC, whatever the session of the database says', async ({ assert }) => {
    await db.rawQuery("set local time zone 'Pacific/Auckland'")
    await joinedAt('2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z', '2027-01-06T23:00:00Z')
    const years = await countByPeriod(db.from('users'), { column: 'date_joined', unit: 'year', count: 2, now })
    assert.deepEqual(
      years.map(({ value }) => value),
      [1, 2]
    )
    const days = await countByPeriod(db.from('users'), { column: 'date_joined', unit: 'day', count: 1, now })
    assert.deepEqual(days, [{ label: '6 Jan', value: 1 }])
  })

  test('fulfil the conditions of the query', async ({ assert }) => {
    await joinedAt('2027-01-05T00:00:00Z')
    await UserFactory.merge({ dateJoined: now }).apply('staff').create()
    const staff = db.from('users').where('is_staff', true)
    const points = await countByPeriod(staff, { column: 'date_joined', unit: 'month', count: 1, now })
    assert.deepEqual(points, [{ label: 'Jan 2027', value: 1 }])
  })
})
