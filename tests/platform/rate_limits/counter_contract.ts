import { test } from '@japa/runner'
import type { Counter } from '@pydotorg/platform/rate_limits'

/** What the contract needs to know of an implementation. */
export interface CounterUnderTest {
  /** Shown in the titles. */
  name: string
  /** A counter with windows of so many seconds, in which nothing is counted yet. */
  make: (window: number) => Promise<Counter>
  /** False where the machine lacks what it counts in. */
  isThere?: boolean
}

/**
 * The promises of a counter. Call it in a spec file for each implementation.
 *
 * @param counter - the implementation
 */
export function counterContract({ name, make, isThere = true }: CounterUnderTest): void {
  test.group(`${name} keeps the contract of a counter:`, (group) => {
    group.tap((member) => member.skip(!isThere, 'this machine has none'))
    test('allows as many as the limit, and not one more', async ({ assert }) => {
      const counter = await make(60)
      const hits = []
      for (let i = 0; i < 5; i += 1) hits.push(await counter.hit('a', 3))
      assert.deepEqual(
        hits.map(({ isAllowed, remaining }) => [isAllowed, remaining]),
        [
          [true, 2],
          [true, 1],
          [true, 0],
          [false, 0],
          [false, 0],
        ]
      )
    })

    test('allows three of five at once when the limit is three', async ({ assert }) => {
      const counter = await make(60)
      const hits = await Promise.all(Array.from({ length: 5 }, () => counter.hit('a', 3)))
      assert.lengthOf(
        hits.filter(({ isAllowed }) => isAllowed),
        3
      )
    })

    test('counts each key alone', async ({ assert }) => {
      const counter = await make(60)
      await counter.hit('a', 1)
      assert.isFalse((await counter.hit('a', 1)).isAllowed)
      assert.isTrue((await counter.hit('b', 1)).isAllowed)
    })

    test('says when the window ends, and begins anew after it', async ({ assert }) => {
      const counter = await make(1)
      assert.equal((await counter.hit('a', 1)).resetIn, 1)
      assert.deepInclude(await counter.hit('a', 1), { isAllowed: false, resetIn: 1 })
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      assert.deepInclude(await counter.hit('a', 1), { isAllowed: true, resetIn: 1 })
    })

    test('tells the seconds that are left of a long window', async ({ assert }) => {
      const counter = await make(86_400)
      const { resetIn } = await counter.hit('a', 1)
      assert.isAtMost(resetIn, 86_400)
      assert.isAtLeast(resetIn, 86_399)
    })
  })
}
