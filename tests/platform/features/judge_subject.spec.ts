import { test } from '@japa/runner'
import { Features, judgeSubject, type FeatureSetting } from '@pydotorg/platform/features'
import { definition } from './definitions.js'

function site(settings: Partial<FeatureSetting>[], environment = {}): Features {
  const definitions = [
    definition('events'),
    definition('events.submissions'),
    definition('tickets', { requires: ['events'] }),
  ]
  const features = new Features(definitions, environment)
  features.replace(settings.map((setting) => ({ key: 'events', state: 'on', rules: {}, ...setting })))
  return features
}

const textsOf = (features: Features, key: string, subject = {}) =>
  judgeSubject(features, key, subject).steps.map(({ text }) => text)

test.group('Would this person see it', () => {
  test('says that it is on for everybody', ({ assert }) => {
    const verdict = judgeSubject(site([]), 'events', {})
    assert.isTrue(verdict.isOn)
    assert.deepEqual(textsOf(site([]), 'events'), [
      'events is on: the default',
      'there are no rules: it is on for everybody',
    ])
  })

  test('says what keeps it off for all, and asks no rule then', ({ assert }) => {
    const locked = site([{ rules: { users: [7] } }], { FEATURE_EVENTS: 'off' })
    assert.deepEqual(textsOf(locked, 'events', { userId: 7 }), ['events is off: locked by FEATURE_EVENTS'])
    assert.deepEqual(textsOf(locked, 'tickets'), ['tickets is off: events, which it needs, is off'])
  })

  test('names the rule that lets in, and that which does not', ({ assert }) => {
    const features = site([{ rules: { users: [7], groups: ['staff'] } }])
    const [, named] = textsOf(features, 'events', { userId: 7 })
    assert.equal(named, 'events, for users 7 or groups staff: the account is named in the rules')
    const [, grouped] = textsOf(features, 'events', { userId: 8, groups: ['staff'] })
    assert.include(grouped, "one of the account's groups is named: staff")
    const stranger = judgeSubject(features, 'events', { userId: 9, groups: [] })
    assert.isFalse(stranger.isOn)
    assert.include(stranger.steps.at(-1)!.text, 'no rule lets this person in')
  })

  test('tells where somebody stands, so that the percentage that would let them in is known', ({ assert }) => {
    const [, text] = textsOf(site([{ rules: { percentage: 0 } }]), 'events', { userId: 7 })
    const place = Number(/stands at ([\d.]+) of 100/.exec(text!)?.[1])
    const isOn = (percentage: number) => judgeSubject(site([{ rules: { percentage } }]), 'events', { userId: 7 }).isOn
    assert.isTrue(isOn(place + 0.2))
    assert.isFalse(isOn(place - 0.2))
  })

  test('asks the rules of what is required too', ({ assert }) => {
    const steps = judgeSubject(site([{ rules: { users: [7] } }]), 'tickets', { userId: 8 }).steps
    assert.deepEqual(
      steps.map(({ key, passes }) => [key, passes]),
      [
        ['tickets', true],
        ['events', false],
      ]
    )
  })

  test('finds a time window closed', ({ assert }) => {
    const verdict = judgeSubject(site([{ rules: { window: { until: '2020-01-01' } } }]), 'events', {})
    assert.isFalse(verdict.isOn)
    assert.include(verdict.steps.at(-1)!.text, 'its time window is not open now')
  })

  test('says that a key nobody declares is off', ({ assert }) => {
    assert.deepInclude(judgeSubject(site([]), 'evnets', {}), { isOn: false, state: 'off' })
  })
})

test.group('Switches that nobody asks for', () => {
  test('are told from those that were asked for, also after a change', ({ assert }) => {
    const features = site([])
    assert.isFalse(features.wasAsked('events.submissions'))
    features.explain('events.submissions')
    judgeSubject(features, 'events.submissions', {})
    assert.isFalse(features.wasAsked('events.submissions'))
    features.isOn('events.submissions')
    features.replace([{ key: 'events', state: 'off', rules: {} }])
    assert.isTrue(features.wasAsked('events.submissions'))
    assert.isFalse(features.wasAsked('tickets'))
  })
})
