import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Fragments, type FragmentStore } from '@pydotorg/platform/cache'
import { waitUntil } from '../features/wait_until.js'

/** What the contract needs to know of a store. */
export interface StoreUnderTest {
  /** Shown in the titles. */
  name: string
  /** A store with nothing in it, and what ends its connections. */
  make: () => Promise<{ store: FragmentStore; close?: () => unknown }>
  /** False where the machine lacks what it keeps things in. */
  isThere?: boolean
}

const quiet = { warn: () => undefined, error: () => undefined }

/**
 * The promises of fragments. Call it in a spec file for each store.
 *
 * @param store - where they are kept
 */
export function fragmentsContract({ name, make, isThere = true }: StoreUnderTest): void {
  test.group(`Fragments in ${name}`, (group) => {
    group.tap((member) => member.skip(!isThere, 'this machine has none'))

    let store: FragmentStore
    let fragments: Fragments
    group.each.setup(async () => {
      const made = await make()
      store = made.store
      fragments = new Fragments({ store, db, log: quiet })
      return async () => {
        await store.empty()
        await made.close?.()
      }
    })

    /** Counts its calls, and returns what it is told to. */
    function rendering() {
      const state = { calls: 0, html: 'old' }
      const remember = (key = 'pets.list', tags = ['pets'], lifetime = 60) =>
        fragments.remember(key, { lifetime, tags }, async () => {
          state.calls += 1
          return state.html
        })
      return { state, remember }
    }

    test('renders once and remembers', async ({ assert }) => {
      const { state, remember } = rendering()
      assert.deepEqual([await remember(), await remember()], ['old', 'old'])
      assert.equal(state.calls, 1)
      assert.containsSubset(fragments.counts(), { hits: 1, misses: 1, outdated: 0, failures: 0 })
    })

    test('keeps what JSON can hold, empty text and null too', async ({ assert }) => {
      for (const [index, value] of [{ a: [1, 'b'] }, '', null, 0, false].entries()) {
        const remember = () => fragments.remember(`pets.${index}`, { lifetime: 60, tags: [] }, () => value)
        await remember()
        assert.deepEqual(await remember(), value)
      }
      assert.equal(fragments.counts().hits, 5)
    })

    test('renders once for many who ask at the same time', async ({ assert }) => {
      const { state, remember } = rendering()
      const answers = await Promise.all(Array.from({ length: 50 }, () => remember()))
      assert.deepEqual([...new Set(answers)], ['old'])
      assert.equal(state.calls, 1)
    })

    test('forgets what has a tag that is dropped, and nothing else', async ({ assert }) => {
      const [pets, cars] = [rendering(), rendering()]
      await Promise.all([pets.remember(), cars.remember('cars.list', ['cars', 'shops'])])
      pets.state.html = 'new'
      await fragments.dropTags(['pets', 'houses'])
      assert.equal(await pets.remember(), 'new')
      assert.equal(await cars.remember('cars.list', ['cars', 'shops']), 'old')
      assert.equal(cars.state.calls, 1)
      await fragments.dropTags(['shops'])
      await cars.remember('cars.list', ['cars', 'shops'])
      assert.equal(cars.state.calls, 2)
    })

    test('forgets when the lifetime is over', async ({ assert }) => {
      const { state, remember } = rendering()
      await remember('pets.short', [], 0.02)
      state.html = 'new'
      assert.isTrue(await waitUntil(async () => (await remember('pets.short', [], 0.02)) === 'new', 2000))
    })

    test('does not keep what was rendered while something in it changed', async ({ assert }) => {
      const answer = await fragments.remember('pets.list', { lifetime: 60, tags: ['pets'] }, async () => {
        await fragments.dropTags(['pets'])
        return 'read before the change'
      })
      assert.equal(answer, 'read before the change')
      const { remember } = rendering()
      assert.equal(await remember(), 'old')
      assert.equal(fragments.counts().outdated, 1)
    })

    test('throws what rendering throws, and keeps nothing', async ({ assert }) => {
      const broken = new Error('broken')
      const options = { lifetime: 60, tags: ['pets'] }
      const failing = () => fragments.remember('pets.list', options, () => Promise.reject(broken))
      try {
        await failing()
        assert.fail('it did not throw')
      } catch (error) {
        assert.strictEqual(error, broken)
      }
      assert.equal(await rendering().remember(), 'old')
    })

    test('forgets everything at once', async ({ assert }) => {
      const { state, remember } = rendering()
      await remember('pets.a', [])
      await fragments.clear()
      await remember('pets.a', [])
      assert.equal(state.calls, 2)
    })
  })
}
