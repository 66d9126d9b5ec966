import { test } from '@japa/runner'
import Membership from '#models/membership'
import { MEMBERSHIP_TYPES, membershipType, typeLabel } from '#services/membership_types'

test.group('Levels of membership', () => {
  test('are five', ({ assert }) => {
    assert.deepEqual(MEMBERSHIP_TYPES, ['basic', 'supporting', 'sponsor', 'contributing', 'fellow'])
  })

  test('are known by the numbers of python.org and by their names', ({ assert }) => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, -1].map(membershipType), [
      'basic',
      'supporting',
      'sponsor',
      'contributing',
      'contributing',
      'fellow',
      null,
      null,
    ])
    assert.deepEqual(['fellow', 'managing', 'Fellow', '0', null, undefined].map(membershipType), [
      'fellow',
      'contributing',
      null,
      null,
      null,
      null,
    ])
  })

  test('are higher levels except the basic one', ({ assert }) => {
    const isHigher = MEMBERSHIP_TYPES.map((type) => new Membership().merge({ type }).isHigherLevel)
    assert.deepEqual(isHigher, [false, true, true, true, true])
  })

  test('have the names that python.org exports', ({ assert }) => {
    assert.equal(typeLabel('basic'), 'Basic Member')
    assert.equal(typeLabel('fellow'), 'Fellow')
  })
})
