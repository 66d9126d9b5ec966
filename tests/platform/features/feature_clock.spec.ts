import { test } from '@japa/runner'
import { FeatureClock, Features } from '@pydotorg/platform/features'
import { definition } from './definitions.js'
import { waitUntil } from './wait_until.js'

function inMilliseconds(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString()
}

test.group('Feature clock', () => {
  test('tells when a time window opens and when it closes', async ({ assert, cleanup }) => {
    const features = new Features([definition('events')])
    const told: string[] = []
    features.onChange(({ key, from, to }) => told.push(`${key} ${from} ${to}`))
    const clock = new FeatureClock(features)
    clock.start()
    cleanup(() => clock.stop())
    const window = { from: inMilliseconds(120), until: inMilliseconds(240) }
    features.replace([{ key: 'events', state: 'on', rules: { window } }])
    assert.isTrue(await waitUntil(() => told.length === 3, 2000))
    assert.deepEqual(told, ['events on off', 'events off on', 'events on off'])
    assert.isNull(features.nextEdge())
  })

  test('tells nothing once it is stopped', async ({ assert }) => {
    const features = new Features([definition('events')])
    features.replace([{ key: 'events', state: 'on', rules: { window: { until: inMilliseconds(60) } } }])
    const told: string[] = []
    features.onChange(({ to }) => told.push(to))
    const clock = new FeatureClock(features)
    clock.start()
    clock.stop()
    assert.isFalse(await waitUntil(() => told.length > 0, 150))
    assert.equal(features.state('events'), 'off')
  })
})
