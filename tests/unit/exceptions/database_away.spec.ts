import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { test } from '@japa/runner'
import { isDatabaseAway } from '#exceptions/database_away'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })
const named = (name: string) => Object.assign(new Error('x'), { name })

test.group('isDatabaseAway', () => {
  const sockets = ['ECONNABORTED', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ERR_SOCKET_CONNECTION_TIMEOUT']
  const server = ['57P01', '57P03', '57P05', '08006', '08P01', '53300']
  for (const code of [...sockets, ...server]) {
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
      'There was an error establishing an SSL connection',
    ]) {
      assert.isTrue(isDatabaseAway(new Error(said)), said)
      // Knex puts the statement before what the driver says of it.
      assert.isTrue(isDatabaseAway(new Error(`select "a" - b from "c" - ${said}`)), said)
    }
    assert.isFalse(isDatabaseAway(new Error(`insert into "log" values ('Connection terminated') - wrong`)))
    assert.isTrue(isDatabaseAway(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })))
  })

  test('knows the socket file of a server that was stopped, and no other file that is missing', async ({ assert }) => {
    const refused = await once(connect('/no/such/folder/.s.PGSQL.5432'), 'connect').catch((error: unknown) => error)
    assert.isTrue(isDatabaseAway(refused))
    assert.isFalse(isDatabaseAway(await readFile('/no/such/file').catch((error: unknown) => error)))
  })

  test('does not take a failed request to another service for it', ({ assert }) => {
    assert.isFalse(isDatabaseAway(new TypeError('fetch failed', { cause: coded('ECONNREFUSED') })))
    assert.isFalse(isDatabaseAway('ECONNREFUSED'))
    assert.isFalse(isDatabaseAway(null))
  })
})
