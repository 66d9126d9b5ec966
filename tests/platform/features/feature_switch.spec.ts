import { test } from '@japa/runner'
import { FeatureChangeRefused, Features, FeatureSwitch, MemoryFeatureStore } from '@pydotorg/platform/features'
import { definition } from './definitions.js'

const WHO = 'guido@desk'

function site(environment = {}) {
  const features = new Features(
    [
      definition('users', { core: true }),
      definition('companies', { requires: ['users'] }),
      definition('sponsors', { requires: ['companies'] }),
      definition('sponsors.contracts'),
      definition('invoices', { requires: ['sponsors'] }),
      definition('jobs', { requires: ['companies'], default: 'off' }),
    ],
    environment
  )
  const store = new MemoryFeatureStore()
  return { features, store, featureSwitch: new FeatureSwitch(features, store) }
}

async function refusal(attempt: Promise<unknown>): Promise<FeatureChangeRefused> {
  const error = await attempt.then(
    () => new Error('nothing was refused'),
    (thrown: Error) => thrown
  )
  if (error instanceof FeatureChangeRefused) return error
  throw error
}

test.group('Feature switch', () => {
  test('puts a change in force at once and keeps it with its author', async ({ assert }) => {
    const { features, store, featureSwitch } = site()
    await featureSwitch.change({ key: 'sponsors.contracts', state: 'off', who: WHO, reason: 'spam' })
    assert.equal(features.state('sponsors.contracts'), 'off')
    const [line] = await store.history({ limit: 5 })
    assert.deepInclude(line, { key: 'sponsors.contracts', who: WHO, reason: 'spam' })
  })

  test('keeps the rules when the state changes, and the state when the rules do', async ({ assert }) => {
    const { features, featureSwitch } = site()
    await featureSwitch.change({ key: 'jobs', state: 'on', rules: { users: [1] }, who: WHO })
    await featureSwitch.change({ key: 'jobs', state: 'off', who: WHO })
    assert.deepEqual(features.setting('jobs')?.rules, { users: [1] })
    await featureSwitch.change({ key: 'jobs', rules: {}, who: WHO })
    assert.deepEqual(features.setting('jobs')?.rules, {})
    assert.equal(features.setting('jobs')?.state, 'off')
  })

  test('writes nothing when all is so already', async ({ assert }) => {
    const { store, featureSwitch } = site()
    assert.deepEqual(await featureSwitch.change({ key: 'sponsors', state: 'on', who: WHO }), [])
    assert.deepEqual(await store.all(), [])
  })

  test('refuses to switch off what plugins that are on require, naming them', async ({ assert }) => {
    const { features, store, featureSwitch } = site()
    const refused = await refusal(featureSwitch.change({ key: 'companies', state: 'off', who: WHO }))
    assert.equal(refused.code, 'E_REQUIRED_FEATURE')
    assert.deepEqual(refused.names, ['sponsors', 'invoices'])
    assert.equal(
      refused.message,
      'sponsors, invoices require companies. Switch them off first, or cascade to do both at once.'
    )
    assert.isTrue(features.isOn('companies'))
    assert.deepEqual(await store.all(), [])
  })

  test('refuses maintenance of it as well, but not of a plugin nobody needs', async ({ assert }) => {
    const { features, featureSwitch } = site()
    const refused = await refusal(featureSwitch.change({ key: 'sponsors', state: 'maintenance', who: WHO }))
    assert.equal(
      refused.message,
      'invoices requires sponsors. Put it into maintenance first, or cascade to do both at once.'
    )
    await featureSwitch.change({ key: 'invoices', state: 'maintenance', who: WHO })
    await featureSwitch.change({ key: 'sponsors', state: 'maintenance', who: WHO })
    assert.equal(features.state('sponsors'), 'maintenance')
  })

  test('switches both off when told to cascade, with a line in the history for each', async ({ assert }) => {
    const { features, store, featureSwitch } = site()
    const rows = await featureSwitch.change({
      key: 'companies',
      state: 'off',
      who: WHO,
      reason: 'audit',
      cascade: true,
    })
    assert.deepEqual(
      rows.map(({ key, state }) => `${key} ${state}`),
      ['companies off', 'sponsors off', 'invoices off']
    )
    assert.lengthOf(await store.history({ limit: 9 }), 3)
    await featureSwitch.change({ key: 'companies', state: 'on', who: WHO })
    assert.equal(features.state('sponsors'), 'off')
  })

  test('refuses a core plugin', async ({ assert }) => {
    const { featureSwitch } = site()
    const refused = await refusal(featureSwitch.change({ key: 'users', state: 'off', who: WHO, cascade: true }))
    assert.equal(refused.code, 'E_CORE_FEATURE')
    assert.equal(refused.message, 'users is a core plugin: the site cannot be without it.')
  })

  test('refuses what the environment locks, naming the variable', async ({ assert }) => {
    const { featureSwitch } = site({ FEATURE_JOBS: 'on' })
    const refused = await refusal(featureSwitch.change({ key: 'jobs', state: 'off', who: WHO }))
    assert.equal(refused.code, 'E_LOCKED_FEATURE')
    assert.deepEqual(refused.names, ['FEATURE_JOBS'])
    assert.include(refused.message, 'FEATURE_JOBS')
  })

  test('refuses a cascade onto what the environment keeps on, and changes nothing', async ({ assert }) => {
    const { store, featureSwitch } = site({ FEATURE_INVOICES: 'on' })
    const refused = await refusal(featureSwitch.change({ key: 'companies', state: 'off', who: WHO, cascade: true }))
    assert.include(refused.message, 'FEATURE_INVOICES')
    assert.deepEqual(await store.all(), [])
  })

  test('refuses an unknown name with the closest ones', async ({ assert }) => {
    const { store, featureSwitch } = site()
    const refused = await refusal(featureSwitch.change({ key: 'sponsers', state: 'off', who: WHO }))
    assert.equal(refused.code, 'E_UNKNOWN_FEATURE')
    assert.match(refused.message, /^There is no feature "sponsers"\. Did you mean sponsors/)
    assert.equal(refused.names[0], 'sponsors')
    assert.deepEqual(await store.all(), [])
  })

  test('refuses a plugin that is out of use, with its error', async ({ assert }) => {
    const { features, featureSwitch } = site()
    features.redefine([], [{ name: 'jobs', error: new Error('its routes threw') }])
    const refused = await refusal(featureSwitch.change({ key: 'jobs', state: 'on', who: WHO }))
    assert.equal(refused.code, 'E_FAILED_PLUGIN')
    assert.include(refused.message, 'its routes threw')
  })

  test('refuses rules that make no sense, and changes nothing', async ({ assert }) => {
    const { store, featureSwitch } = site()
    await assert.rejects(
      () => featureSwitch.change({ key: 'jobs', rules: { percentage: 200 }, who: WHO }),
      'A percentage must be a number from 0 to 100 and not 200.'
    )
    assert.deepEqual(await store.all(), [])
  })

  test('reads what others decided when told to', async ({ assert }) => {
    const { features, store, featureSwitch } = site()
    await store.write([{ key: 'jobs', state: 'on', rules: {} }], { who: WHO })
    assert.isFalse(features.isOn('jobs'))
    await featureSwitch.refresh()
    assert.isTrue(features.isOn('jobs'))
  })
})
