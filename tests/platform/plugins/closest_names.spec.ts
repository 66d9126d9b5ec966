import { closestNames } from '@pydotorg/platform/plugins'
import { test } from '@japa/runner'

test.group('closestNames', () => {
  test('finds what a slip of the finger meant', ({ assert }) => {
    assert.deepEqual(closestNames('downlods', ['downloads', 'events']), ['downloads'])
    assert.deepEqual(closestNames('evnets', ['downloads', 'events']), ['events'])
  })

  test('gives the closest first, and at most three', ({ assert }) => {
    assert.deepEqual(closestNames('jobs', ['jobz', 'job', 'jibs', 'jobs_old', 'jobs']), ['jobs', 'jibs', 'job'])
  })

  test('gives none when nothing is near', ({ assert }) => {
    assert.deepEqual(closestNames('elections', ['jobs', 'blogs']), [])
    assert.deepEqual(closestNames('', ['jobs']), [])
  })
})
