import { test } from '@japa/runner'
import { KnownChanges } from '@pydotorg/platform/cache/known_changes'

test.group('What a process knows to be out of date', () => {
  const made = (changes: KnownChanges, tags = ['pets']) => ({ begun: changes.now(), by: changes.process, tags })

  test('is what was begun before one of its tags was dropped, within a millisecond too', ({ assert }) => {
    const changes = new KnownChanges(0)
    const [old, other] = [made(changes), made(changes, ['cars'])]
    changes.drop(['pets', 'houses'])
    const young = made(changes)
    assert.deepEqual(
      [old, other, young].map((entry) => changes.hasOutdated(entry)),
      [true, false, false]
    )
    changes.dropEverything()
    assert.deepEqual(
      [old, other, young, made(changes)].map((entry) => changes.hasOutdated(entry)),
      [true, true, true, false]
    )
  })

  test('is what another process has begun, until its clock is past any doubt', ({ assert }) => {
    const changes = new KnownChanges(1_000)
    const of = (begun: number) => ({ begun, by: 'another', tags: ['pets'] })
    changes.drop(['pets'])
    const now = Date.now()
    assert.isTrue(changes.hasOutdated(of(now + 900)))
    assert.isFalse(changes.hasOutdated(of(now + 1_100)))
    assert.isFalse(changes.hasOutdated(made(changes)))
  })

  test('is everything, when more tags were dropped than it can remember', ({ assert }) => {
    const changes = new KnownChanges(0)
    const other = made(changes, ['cars'])
    changes.drop(Array.from({ length: 10_000 }, (_, index) => `pets:${index}`))
    assert.isFalse(changes.hasOutdated(other))
    changes.drop(['one more'])
    assert.isTrue(changes.hasOutdated(other))
    assert.isFalse(changes.hasOutdated(made(changes, ['cars'])))
  })
})
