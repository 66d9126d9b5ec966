import { test } from '@japa/runner'
import { isDatabaseAway } from '#exceptions/database_away'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })
const named = (name: string) => Object.assign(new Error('x'), { name })

test.group('isDatabaseAway', () => {
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', '57P01', '57P03', '08006', '08P01', '53300']) {
    test(`knows ${code}`, ({ assert }) => assert.isTrue(isDatabaseAway(coded(code))))
  }

  for (const code of ['23505', '42P01', '57014', '22P02', 'E_ROW_NOT_FOUND', '']) {
    test(`does not take ${code || 'no code'} for it`, ({ assert }) => assert.isFalse(isDatabaseAway(coded(code))))
  }

  test('knows what the pool and the driver say without a code', ({ assert }) => {
    assert.isTrue(isDatabaseAway(named('KnexTimeoutError')))
    for (const said of [
      'Connection terminated unexpectedly',
      'Connection terminated',
      'Client has encountered a connection error and is not queryable',
      'Client was closed and is not queryable',
      'timeout expired',
    ]) {
      assert.isTrue(isDatabaseAway(new Error(said)), said)
      // Knex puts the statement before what the driver says of it.
      assert.isTrue(isDatabaseAway(new Error(`select "a" - b from "c" - ${said}`)), said)
    }
    assert.isFalse(isDatabaseAway(new Error(`insert into "log" values ('Connection terminated') - wrong`)))
    assert.isTrue(isDatabaseAway(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })))
  })

  test('does not take a failed request to another service for it', ({ assert }) => {
    assert.isFalse(isDatabaseAway(new TypeError('fetch failed', { cause: coded('ECONNREFUSED') })))
    assert.isFalse(isDatabaseAway('ECONNREFUSED'))
    assert.isFalse(isDatabaseAway(null))
  })
})
