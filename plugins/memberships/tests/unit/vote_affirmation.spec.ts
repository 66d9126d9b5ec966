import { freezeTime, test } from '@japa/runner'
import { DateTime } from 'luxon'
import { isVoting, needsVoteAffirmation } from '#services/vote_affirmation'

const NOW = DateTime.utc(2026, 3, 1, 12)

const saidAgo = (ago: object) => ({ votes: true, lastVoteAffirmation: NOW.minus(ago) })

test.group('Vote affirmation', () => {
  test('holds for 366 days, to the millisecond')
    .with([
      { ago: { days: 0 }, isOver: false },
      { ago: { days: 365 }, isOver: false },
      { ago: { days: 365, hours: 23, minutes: 59 }, isOver: false },
      { ago: { days: 366, milliseconds: -1 }, isOver: false },
      { ago: { days: 366 }, isOver: true },
      { ago: { days: 367 }, isOver: true },
    ])
    .run(({ assert }, { ago, isOver }) => {
      freezeTime(NOW.toJSDate())
      assert.equal(needsVoteAffirmation(saidAgo(ago)), isOver, JSON.stringify(ago))
      assert.equal(isVoting(saidAgo(ago)), !isOver, JSON.stringify(ago))
    })

  test('is asked of nobody who does not vote', ({ assert }) => {
    freezeTime(NOW.toJSDate())
    const vote = { ...saidAgo({ years: 5 }), votes: false }
    assert.isFalse(needsVoteAffirmation(vote))
    assert.isFalse(isVoting(vote))
  })

  test('is neither over nor there for who never affirmed', ({ assert }) => {
    freezeTime(NOW.toJSDate())
    const vote = { votes: true, lastVoteAffirmation: null }
    assert.isFalse(needsVoteAffirmation(vote))
    assert.isFalse(isVoting(vote))
  })
})
