import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import { test } from '@japa/runner'
import { definePlugin } from '@pydotorg/platform'
import { FeatureChanged, featureDefinitions, Features } from '@pydotorg/platform/features'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { switchFeature } from '@pydotorg/platform/testing'
import { processorTime } from '#tests/processor_time'
import { definition } from './definitions.js'
import { waitUntil } from './wait_until.js'

const DEFINITIONS = [
  definition('users', { core: true }),
  definition('companies', { requires: ['users'] }),
  definition('sponsors', { requires: ['companies'] }),
  definition('sponsors.contracts'),
  definition('jobs', { default: 'off', expires: '2020-01-01' }),
]

function features(environment = {}): Features {
  return new Features(DEFINITIONS, environment)
}

test.group('Features', () => {
  test('are as their manifests say until somebody decides', ({ assert }) => {
    const all = features()
    assert.equal(all.state('companies'), 'on')
    assert.equal(all.state('jobs'), 'off')
    assert.equal(all.explain('jobs').reason.kind, 'default')
  })

  test('are off when nobody declares them', ({ assert }) => {
    assert.equal(features().state('unknown'), 'off')
    assert.isNull(features().evaluate('unknown'))
  })

  test('are what an operator set', ({ assert }) => {
    const all = features()
    all.replace([{ key: 'jobs', state: 'on', rules: {} }])
    assert.isTrue(all.isOn('jobs'))
    assert.equal(all.explain('jobs').reason.kind, 'set')
    all.replace([])
    assert.isFalse(all.isOn('jobs'))
  })

  test('obey the environment more than an operator', ({ assert }) => {
    const all = features({ FEATURE_COMPANIES: 'maintenance' })
    all.replace([{ key: 'companies', state: 'on', rules: {} }])
    assert.equal(all.state('companies'), 'maintenance')
    assert.equal(all.explain('companies').lockedBy, 'FEATURE_COMPANIES')
    assert.equal(all.explain('companies').reason.text, 'locked by FEATURE_COMPANIES')
  })

  test('of a core plugin are on whatever anybody says', ({ assert }) => {
    const all = features({ FEATURE_USERS: 'off' })
    all.replace([{ key: 'users', state: 'off', rules: {} }])
    assert.isTrue(all.isOn('users'))
    assert.equal(all.explain('users').reason.kind, 'core')
  })

  test('are not on while what they require is not', ({ assert }) => {
    const all = features()
    all.replace([{ key: 'companies', state: 'off', rules: {} }])
    assert.equal(all.state('sponsors'), 'off')
    assert.equal(all.state('sponsors.contracts'), 'off')
    assert.equal(all.explain('sponsors').reason.text, 'companies, which it needs, is off')
    all.replace([{ key: 'companies', state: 'maintenance', rules: {} }])
    assert.equal(all.state('sponsors.contracts'), 'maintenance')
  })

  test('keep the worse of two states', ({ assert }) => {
    const all = features()
    all.replace([
      { key: 'companies', state: 'maintenance', rules: {} },
      { key: 'sponsors', state: 'off', rules: {} },
    ])
    assert.equal(all.state('sponsors'), 'off')
    const two = new Features([definition('a'), definition('b'), definition('c', { requires: ['a', 'b'] })])
    two.replace([
      { key: 'a', state: 'maintenance', rules: {} },
      { key: 'b', state: 'off', rules: {} },
    ])
    assert.equal(two.state('c'), 'off')
    assert.equal(two.explain('c').reason.text, 'b, which it needs, is off')
  })

  test('are for those alone whom every rule above them lets in', ({ assert }) => {
    const all = features()
    all.replace([
      { key: 'companies', state: 'on', rules: { groups: ['staff'] } },
      { key: 'sponsors', state: 'on', rules: { users: [1] } },
    ])
    assert.isTrue(all.isOn('sponsors.contracts', { userId: 1, groups: ['staff'] }))
    assert.isFalse(all.isOn('sponsors.contracts', { userId: 1 }))
    assert.isFalse(all.isOn('sponsors.contracts', { userId: 2, groups: ['staff'] }))
    assert.isFalse(all.isOn('sponsors.contracts'))
    assert.isTrue(all.isTargeted('sponsors.contracts'))
    assert.isFalse(all.isTargeted('jobs'))
    assert.equal(all.explain('sponsors.contracts').audience, 'companies: groups staff; sponsors: users 1')
  })

  test('ignore their rules while they are not on', ({ assert }) => {
    const all = features()
    all.replace([{ key: 'companies', state: 'maintenance', rules: { users: [1] } }])
    assert.equal(all.state('companies', { userId: 1 }), 'maintenance')
    assert.isFalse(all.isTargeted('companies'))
  })

  test('let nobody in when their rules in the database cannot be read', ({ assert }) => {
    const all = features()
    all.replace([{ key: 'companies', state: 'on', rules: { percent: 3 } as never }])
    assert.equal(all.state('companies', { userId: 1 }), 'off')
    assert.equal(
      all.explain('companies').reason.text,
      'its rules cannot be read: There is no rule "percent"; did you mean percentage?'
    )
  })

  test('are off outside their time window', ({ assert }) => {
    const all = features()
    all.replace([{ key: 'companies', state: 'on', rules: { window: { from: '2999-01-01' } } }])
    assert.equal(all.state('companies'), 'off')
    assert.equal(all.explain('companies').state, 'off')
    assert.equal(all.explain('companies').reason.kind, 'window')
    assert.equal(all.nextEdge(), Date.parse('2999-01-01T00:00:00Z'))
  })

  test('of a plugin out of use are off, with the reason', ({ assert }) => {
    const all = features()
    const left = DEFINITIONS.filter(({ plugin }) => plugin !== 'jobs')
    all.replace([{ key: 'jobs', state: 'on', rules: {} }])
    all.redefine(left, [{ name: 'jobs', error: new Error('its routes threw') }])
    assert.equal(all.state('jobs'), 'off')
    assert.equal(all.explain('jobs').reason.kind, 'failed')
    assert.equal(all.explain('jobs.alerts').reason.text, 'plugin jobs is out of use: its routes threw')
    assert.include(
      all.explainAll().map(({ key }) => key),
      'jobs'
    )
  })

  test('that stand in the database and nowhere else are reported and never used', ({ assert }) => {
    const all = features()
    all.replace([{ key: 'forgotten', state: 'on', rules: {} }])
    assert.isFalse(all.isOn('forgotten'))
    const reported = all.explainAll().find(({ key }) => key === 'forgotten')
    assert.equal(reported?.isDeclared, false)
    assert.deepEqual(reported?.setting, { state: 'on', rules: {} })
    assert.equal(reported?.reason.kind, 'undeclared')
  })

  test('point out that they should be gone from the code', ({ assert }) => {
    assert.isTrue(features().explain('jobs').isExpired)
    assert.isFalse(features().explain('companies').isExpired)
    const today = new Date().toISOString().slice(0, 10)
    assert.isFalse(new Features([definition('trial', { expires: today })]).explain('trial').isExpired)
  })

  test('tell of each change, also of those through a requirement, and of no other', ({ assert }) => {
    const all = features()
    const told: FeatureChanged[] = []
    const forget = all.onChange((change) => told.push(change))
    all.replace([{ key: 'companies', state: 'off', rules: {} }])
    assert.deepEqual(
      told.map(({ key, from, to }) => `${key} ${from} ${to}`),
      ['companies on off', 'sponsors on off', 'sponsors.contracts on off']
    )
    all.replace([{ key: 'companies', state: 'off', rules: {} }])
    assert.lengthOf(told, 3)
    forget()
    all.replace([])
    assert.lengthOf(told, 3)
  })

  test('tell of a change that concerns rules only', ({ assert }) => {
    const all = features()
    const told: FeatureChanged[] = []
    all.onChange((change) => told.push(change))
    all.replace([{ key: 'jobs', state: 'on', rules: { percentage: 10 } }])
    all.replace([{ key: 'jobs', state: 'on', rules: { percentage: 20 } }])
    assert.deepEqual(
      told.map(({ key, from, to }) => `${key} ${from} ${to}`),
      ['jobs off on', 'jobs on on']
    )
  })

  test('without rules are read in well under a microsecond', ({ assert }) => {
    const all = features()
    for (let warm = 0; warm < 100_000; warm++) all.isOn('sponsors.contracts')
    const begin = processorTime()
    for (let read = 0; read < 1_000_000; read++) all.isOn('sponsors.contracts')
    // A million in as many milliseconds as each takes nanoseconds.
    assert.isBelow(processorTime() - begin, 1_000)
  })
})

test.group('Features of a running site', () => {
  test('tell of their changes through the emitter', async ({ assert, cleanup }) => {
    const heard: FeatureChanged[] = []
    const key = (await app.container.make(Features)).definitions().find(({ core }) => !core)?.key ?? ''
    cleanup(emitter.on(FeatureChanged, (change) => void heard.push(change)))
    const restore = await switchFeature(key, 'maintenance')
    restore()
    assert.isTrue(await waitUntil(() => heard.length >= 2, 500))
    assert.deepInclude(heard[0], { key, from: 'on', to: 'maintenance' })
    assert.instanceOf(heard[0], FeatureChanged)
  })

  test('go off with a plugin that throws while the site starts', ({ assert }) => {
    const manifest = definePlugin({ name: 'polls', title: 'Polls', summary: 'Polls.' })
    const polls = { name: 'polls', version: '1.0.0', packageName: '@pydotorg/polls', directory: '/polls', manifest }
    const plugins = new PluginRegistry('/', [polls])
    const all = new Features(featureDefinitions(plugins))
    plugins.onFailure(() => all.redefine(featureDefinitions(plugins), plugins.failures()))
    assert.isTrue(all.isOn('polls'))
    plugins.fail('polls', new Error('its routes threw'))
    assert.isFalse(all.isOn('polls'))
    assert.equal(all.explain('polls').reason.text, 'plugin polls is out of use: its routes threw')
  })
})
