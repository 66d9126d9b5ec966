import { OpenFeature, ProviderEvents, type Client } from '@openfeature/server-sdk'
import { test } from '@japa/runner'
import { Features } from '@pydotorg/platform/features'
import { OpenFeatureProvider } from '@pydotorg/platform/features/openfeature_provider'
import { definition } from './definitions.js'

const DOMAIN = 'tests of the provider'

async function clientOf(features: Features): Promise<Client> {
  await OpenFeature.setProviderAndWait(DOMAIN, new OpenFeatureProvider(features))
  return OpenFeature.getClient(DOMAIN)
}

test.group('OpenFeature provider', (group) => {
  group.teardown(() => OpenFeature.close())

  test('says whether a feature is on, and why: {reason}')
    .with([
      { state: null, rules: {}, context: {}, value: true, reason: 'DEFAULT' },
      { state: 'on', rules: {}, context: {}, value: true, reason: 'STATIC' },
      { state: 'off', rules: {}, context: {}, value: false, reason: 'DISABLED' },
      { state: 'maintenance', rules: {}, context: {}, value: false, reason: 'DISABLED' },
      { state: 'on', rules: { users: [7] }, context: { userId: 7 }, value: true, reason: 'TARGETING_MATCH' },
      { state: 'on', rules: { users: [7] }, context: { userId: '7' }, value: true, reason: 'TARGETING_MATCH' },
      {
        state: 'on',
        rules: { groups: ['staff'] },
        context: { groups: ['staff'] },
        value: true,
        reason: 'TARGETING_MATCH',
      },
      { state: 'on', rules: { users: [7] }, context: { userId: 8 }, value: false, reason: 'DEFAULT' },
      { state: 'on', rules: { percentage: 99.9999 }, context: { targetingKey: 'a' }, value: true, reason: 'SPLIT' },
      { state: 'on', rules: { window: { from: '2999-01-01' } }, context: {}, value: false, reason: 'DISABLED' },
    ] as const)
    .run(async ({ assert }, { state, rules, context, value, reason }) => {
      const features = new Features([definition('events')])
      if (state) features.replace([{ key: 'events', state, rules }])
      const client = await clientOf(features)
      const details = await client.getBooleanDetails('events', !value, context as never)
      assert.equal(details.value, value)
      assert.equal(details.reason, reason)
      assert.isUndefined(details.errorCode)
    })

  test('gives the fallback for a feature that nobody declares', async ({ assert }) => {
    const client = await clientOf(new Features([definition('events')]))
    const details = await client.getBooleanDetails('evnts', true)
    assert.deepInclude(details, { value: true, reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' })
  })

  test('gives the fallback when asked for anything but a boolean', async ({ assert }) => {
    const client = await clientOf(new Features([definition('events')]))
    assert.deepInclude(await client.getStringDetails('events', 'x'), { value: 'x', errorCode: 'TYPE_MISMATCH' })
    assert.deepInclude(await client.getNumberDetails('events', 3), { value: 3, errorCode: 'TYPE_MISMATCH' })
    assert.deepInclude(await client.getObjectDetails('events', {}), { errorCode: 'TYPE_MISMATCH' })
  })

  test('tells its clients of changes', async ({ assert }) => {
    const features = new Features([definition('events')])
    const client = await clientOf(features)
    const { promise: told, resolve: tell } = Promise.withResolvers<unknown>()
    client.addHandler(ProviderEvents.ConfigurationChanged, (details) => tell(details?.flagsChanged))
    features.replace([{ key: 'events', state: 'off', rules: {} }])
    assert.deepEqual(await told, ['events'])
  })
})
