import { test } from '@japa/runner'
import {
  Features,
  FeatureSwitch,
  FeatureUndo,
  MemoryFeatureStore,
  type FeatureChangeRefused,
} from '@pydotorg/platform/features'
import { definition } from './definitions.js'

const WHO = 'guido@desk'

/** Gives every write a time of its own, as transactions have. */
class TimedStore extends MemoryFeatureStore {
  #made = 0
  readonly #times = new Map<number, Date>()

  override async write(...given: Parameters<MemoryFeatureStore['write']>) {
    const before = (await super.history({ limit: 1 }))[0]?.id ?? 0
    const rows = await super.write(...given)
    const at = new Date(Date.UTC(2026, 0, 1) + (this.#made += 1000))
    for (const { id } of await super.history({ limit: 100 })) if (id > before) this.#times.set(id, at)
    return rows
  }

  override async history(filter: Parameters<MemoryFeatureStore['history']>[0]) {
    return (await super.history(filter)).map((line) => ({ ...line, changedAt: this.#times.get(line.id)! }))
  }
}

function site() {
  const definitions = [definition('companies'), definition('sponsors', { requires: ['companies'] }), definition('jobs')]
  const features = new Features(definitions)
  const store = new TimedStore()
  const featureSwitch = new FeatureSwitch(features, store)
  return { features, store, featureSwitch, undo: new FeatureUndo({ features, store, featureSwitch }) }
}

const newest = async (store: MemoryFeatureStore): Promise<number> => (await store.history({ limit: 1 }))[0]!.id

async function refusal(attempt: Promise<unknown>): Promise<FeatureChangeRefused> {
  return attempt.then(
    () => Promise.reject(new Error('nothing was refused')),
    (thrown: FeatureChangeRefused) => thrown
  )
}

test.group('Undoing a change of features', () => {
  test('goes back to the state and the rules before, and says so in the history', async ({ assert }) => {
    const { features, store, featureSwitch, undo } = site()
    await featureSwitch.change({ key: 'jobs', state: 'on', rules: { users: [1] }, who: WHO })
    await featureSwitch.change({ key: 'jobs', state: 'off', rules: {}, who: WHO })
    await undo.undo(await newest(store), { who: 'ada', reason: 'it was the other one' })
    assert.deepEqual(features.setting('jobs')?.rules, { users: [1] })
    assert.isTrue(features.isOn('jobs', { userId: 1 }))
    assert.deepInclude((await store.history({ limit: 1 }))[0], { who: 'ada', reason: 'it was the other one' })
  })

  test('goes back to the default of the manifest when nobody had decided before', async ({ assert }) => {
    const { features, store, featureSwitch, undo } = site()
    await featureSwitch.change({ key: 'jobs', state: 'off', who: WHO })
    await undo.undo(await newest(store), { who: WHO })
    assert.isTrue(features.isOn('jobs'))
  })

  test('takes back all that cascaded', async ({ assert }) => {
    const { features, store, featureSwitch, undo } = site()
    await featureSwitch.change({ key: 'companies', state: 'off', cascade: true, who: WHO })
    assert.isFalse(features.isOn('sponsors'))
    assert.lengthOf(await undo.undo(await newest(store), { who: WHO }), 2)
    assert.isTrue(features.isOn('sponsors'))
  })

  test('is refused when somebody changed it since, and names them', async ({ assert }) => {
    const { store, featureSwitch, undo } = site()
    await featureSwitch.change({ key: 'jobs', state: 'off', who: WHO })
    const id = await newest(store)
    await featureSwitch.change({ key: 'jobs', state: 'maintenance', who: 'ada' })
    const refused = await refusal(undo.undo(id, { who: WHO }))
    assert.equal(refused.code, 'E_CHANGED_SINCE')
    assert.equal(refused.message, 'jobs was changed again by ada; undo that change first.')
  })

  test('is refused when plugins that came on meanwhile would go with it', async ({ assert }) => {
    const { features, store, featureSwitch, undo } = site()
    await featureSwitch.change({ key: 'companies', state: 'off', cascade: true, who: WHO })
    await featureSwitch.change({ key: 'companies', state: 'on', who: WHO })
    const id = await newest(store)
    await featureSwitch.change({ key: 'sponsors', state: 'on', who: WHO })
    const refused = await refusal(undo.undo(id, { who: WHO }))
    assert.equal(refused.code, 'E_REQUIRED_FEATURE')
    assert.deepEqual(refused.names, ['sponsors'])
    assert.isTrue(features.isOn('companies'))
  })

  test('of a change that is not there is refused', async ({ assert }) => {
    assert.equal((await refusal(site().undo.undo(9, { who: WHO }))).status, 404)
  })
})
