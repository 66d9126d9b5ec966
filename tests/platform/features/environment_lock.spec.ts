import { test } from '@japa/runner'
import { environmentLocks, strayVariables } from '@pydotorg/platform/features/environment_lock'

const KEYS = ['downloads', 'events', 'events.submissions', 'work', 'work.groups', 'work_groups']

test.group('Environment lock', () => {
  test('dictates the state of a plugin', ({ assert }) => {
    assert.deepEqual(
      [...environmentLocks(KEYS, { FEATURE_DOWNLOADS: 'off' })],
      [['downloads', { variable: 'FEATURE_DOWNLOADS', state: 'off' }]]
    )
  })

  test('takes one or two underscores for a dot', ({ assert }) => {
    for (const variable of ['FEATURE_EVENTS_SUBMISSIONS', 'FEATURE_EVENTS__SUBMISSIONS']) {
      assert.deepEqual(environmentLocks(KEYS, { [variable]: 'maintenance' }).get('events.submissions'), {
        variable,
        state: 'maintenance',
      })
    }
  })

  test('leaves an ambiguous variable to the key that is spelt like it', ({ assert }) => {
    const locks = environmentLocks(KEYS, { FEATURE_WORK_GROUPS: 'off' })
    assert.isTrue(locks.has('work_groups'))
    assert.isFalse(locks.has('work.groups'))
    assert.isTrue(environmentLocks(KEYS, { FEATURE_WORK__GROUPS: 'off' }).has('work.groups'))
  })

  test('forgives case and blanks, and takes an empty variable as unset', ({ assert }) => {
    assert.equal(environmentLocks(KEYS, { FEATURE_EVENTS: ' OFF ' }).get('events')?.state, 'off')
    assert.equal(environmentLocks(KEYS, { FEATURE_EVENTS: ' ' }).size, 0)
  })

  test('refuses another value and names the variable', ({ assert }) => {
    assert.throws(
      () => environmentLocks(KEYS, { FEATURE_EVENTS: 'maybe' }),
      'The environment variable FEATURE_EVENTS is "maybe"; it must be on, off or maintenance, or unset.'
    )
  })

  test('points out a variable that locks nothing', ({ assert }) => {
    assert.deepEqual(strayVariables(KEYS, { FEATURE_DOWNLODS: 'off', FEATURE_EVENTS: 'on', HOME: '/root' }), [
      'The environment variable FEATURE_DOWNLODS names no feature and changes nothing. Did you mean FEATURE_DOWNLOADS?',
    ])
  })
})
