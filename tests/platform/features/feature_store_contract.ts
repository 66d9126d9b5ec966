import { test } from '@japa/runner'
import type { FeatureStore } from '@pydotorg/platform/features'

/** What the contract needs to know of an implementation. */
export interface StoreUnderTest {
  /** Shown in the titles. */
  name: string
  /** An empty store; it is emptied by the isolation of the test. */
  make: () => Promise<FeatureStore>
  /** Wraps each test; returns what undoes it. */
  isolate?: () => Promise<() => Promise<void>>
}

const AUTHOR = { who: 'guido@desk', reason: 'a test' }

/**
 * The promises of a feature store. Call it in a spec file for each implementation.
 *
 * @param store - the implementation
 */
export function featureStoreContract({ name, make, isolate }: StoreUnderTest): void {
  test.group(`${name} keeps the contract of a feature store:`, (group) => {
    if (isolate) group.each.setup(isolate)

    test('is empty before anybody decided', async ({ assert }) => {
      const store = await make()
      assert.deepEqual(await store.all(), [])
      assert.deepEqual(await store.history({ limit: 10 }), [])
    })

    test('gives back what was written, by key', async ({ assert }) => {
      const store = await make()
      const settings = [
        { key: 'jobs', state: 'maintenance', rules: {} },
        { key: 'events.submissions', state: 'on', rules: { percentage: 12.5, users: [1], groups: ['staff'] } },
      ] as const
      const rows = await store.write(settings, AUTHOR)
      assert.sameMembers(
        rows.map(({ key }) => key),
        ['jobs', 'events.submissions']
      )
      const all = await store.all()
      assert.deepEqual(
        all.map(({ key, state, rules }) => ({ key, state, rules })),
        [settings[1], settings[0]]
      )
      assert.instanceOf(all[0]?.updatedAt, Date)
    })

    test('replaces state and rules of a key that it has', async ({ assert }) => {
      const store = await make()
      await store.write([{ key: 'jobs', state: 'on', rules: { users: [1] } }], AUTHOR)
      await store.write([{ key: 'jobs', state: 'off', rules: {} }], AUTHOR)
      const [row, ...others] = await store.all()
      assert.deepInclude(row, { key: 'jobs', state: 'off', rules: {} })
      assert.lengthOf(others, 0)
    })

    test('records who, when, from, to and why, newest first', async ({ assert }) => {
      const store = await make()
      await store.write([{ key: 'jobs', state: 'on', rules: {} }], AUTHOR)
      await store.write([{ key: 'jobs', state: 'off', rules: {} }], { who: 'barry@laptop' })
      const [second, first] = await store.history({ limit: 10 })
      assert.deepInclude(first, { key: 'jobs', who: 'guido@desk', from: null, reason: 'a test' })
      assert.deepEqual(first?.to, { state: 'on', rules: {} })
      assert.deepInclude(second, { key: 'jobs', who: 'barry@laptop', reason: null })
      assert.deepEqual(second?.from, { state: 'on', rules: {} })
      assert.deepEqual(second?.to, { state: 'off', rules: {} })
      assert.isAbove(Number(second?.id), Number(first?.id))
      assert.closeTo(Number(second?.changedAt), Date.now(), 60_000)
    })

    test('records nothing when nothing changes', async ({ assert }) => {
      const store = await make()
      await store.write([{ key: 'jobs', state: 'on', rules: {} }], AUTHOR)
      await store.write([{ key: 'jobs', state: 'on', rules: {} }], AUTHOR)
      assert.lengthOf(await store.history({ limit: 10 }), 1)
    })

    test('gives the history of one key, and no more lines than asked for', async ({ assert }) => {
      const store = await make()
      await store.write(
        [
          { key: 'jobs', state: 'off', rules: {} },
          { key: 'events', state: 'off', rules: {} },
        ],
        AUTHOR
      )
      await store.write([{ key: 'jobs', state: 'on', rules: {} }], AUTHOR)
      assert.lengthOf(await store.history({ key: 'jobs', limit: 10 }), 2)
      assert.lengthOf(await store.history({ key: 'events', limit: 10 }), 1)
      assert.lengthOf(await store.history({ limit: 2 }), 2)
    })
  })
}
