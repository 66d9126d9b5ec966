import { test } from '@japa/runner'
import { reasonOf } from '#exceptions/reason_of'

test.group('What the log tells of a failure at a provider', () => {
  test('is what each error says, with its code', ({ assert }) => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    assert.equal(reasonOf(new Error('fetch failed', { cause })), 'fetch failed: connect ECONNREFUSED (ECONNREFUSED)')
  })

  test('is nothing that errors carry with them', ({ assert }) => {
    const cause = { claims: { email: 'ada@example.org' }, access_token: 'hush' }
    const error = Object.assign(new Error('unexpected "nonce"', { cause }), { body: 'hush' })
    assert.equal(reasonOf(error), 'unexpected "nonce"')
  })

  test('is nothing when nothing was thrown, and ends', ({ assert }) => {
    assert.isUndefined(reasonOf(undefined))
    const endless = new Error('again')
    endless.cause = endless
    assert.equal(reasonOf(endless), 'again: again: again')
  })
})
