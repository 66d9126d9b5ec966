import { test } from '@japa/runner'
import { RuleError, RuleSet } from '@pydotorg/platform/features'
import { percentile } from '@pydotorg/platform/features/rules/percentage_rule'
import fc from 'fast-check'

const NOON = '2025-10-07T12:00:00.000Z'
const EVENING = '2025-10-07T18:00:00.000Z'

function isIn(rules: unknown, subject: object, key = 'events'): boolean {
  return !['not_in_audience', 'outside_window'].includes(RuleSet.read(rules).match(key, subject))
}

const percentages = fc.double({ min: 0, max: 100, noNaN: true })

test.group('Rule by percentage', () => {
  test('gives the same visitor the same answer each time', ({ assert }) => {
    fc.assert(
      fc.property(percentages, fc.uuid(), (percentage, visitorId) => {
        assert.equal(isIn({ percentage }, { visitorId }), isIn({ percentage }, { visitorId }))
      })
    )
  })

  test('keeps everybody who was in when the percentage is raised', ({ assert }) => {
    fc.assert(
      fc.property(percentages, percentages, fc.uuid(), (a, b, visitorId) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        if (isIn({ percentage: low }, { visitorId })) assert.isTrue(isIn({ percentage: high }, { visitorId }))
      })
    )
  })

  test('lets in about the share it says', ({ assert }) => {
    const visitors = Array.from({ length: 4000 }, (_, index) => ({ visitorId: `visitor-${index}` }))
    const share = visitors.filter((visitor) => isIn({ percentage: 25 }, visitor)).length / visitors.length
    assert.closeTo(share, 0.25, 0.03)
  })

  test('picks different people for different features', ({ assert }) => {
    const ids = Array.from({ length: 2000 }, (_, index) => `visitor-${index}`)
    const first = ids.filter((id) => percentile('events', id) < 50)
    const both = first.filter((id) => percentile('jobs', id) < 50)
    assert.closeTo(both.length / first.length, 0.5, 0.06)
  })

  test('stays where it is from one version of the site to the next', ({ assert }) => {
    // first 32 bits of SHA-256 of "events:a-visitor", as a share of 2^32
    assert.closeTo(percentile('events', 'a-visitor'), 19.2325, 0.0001)
  })

  test('follows a signed-in user to every device', ({ assert }) => {
    fc.assert(
      fc.property(percentages, fc.integer({ min: 1 }), (percentage, userId) => {
        const here = isIn({ percentage }, { userId, visitorId: 'this browser' })
        assert.equal(here, isIn({ percentage }, { userId, visitorId: 'another browser' }))
      })
    )
  })

  test('lets nobody in at 0, everybody at 100, and asks for no id then', ({ assert }) => {
    const subject = {
      get visitorId(): string {
        throw new Error('asked for the visitor')
      },
    }
    assert.isFalse(isIn({ percentage: 0 }, subject))
    assert.isTrue(isIn({ percentage: 100 }, subject))
  })

  test('lets nobody in of whom nothing is known', ({ assert }) => {
    assert.isFalse(isIn({ percentage: 99 }, {}))
  })
})

test.group('Rules by user and group', () => {
  test('lets in the users it names', ({ assert }) => {
    assert.isTrue(isIn({ users: [1, 7] }, { userId: 7 }))
    assert.isFalse(isIn({ users: [1, 7] }, { userId: 8 }))
    assert.isFalse(isIn({ users: [1, 7] }, {}))
  })

  test('lets in the members of groups it names', ({ assert }) => {
    assert.isTrue(isIn({ groups: ['staff', 'editors'] }, { groups: ['editors'] }))
    assert.isFalse(isIn({ groups: ['staff'] }, { groups: ['editors'] }))
    assert.isFalse(isIn({ groups: ['staff'] }, {}))
  })

  test('lets nobody in when a list is empty', ({ assert }) => {
    assert.isFalse(isIn({ users: [] }, { userId: 1 }))
    assert.isFalse(isIn({ groups: [] }, { groups: ['staff'] }))
  })
})

test.group('Rule by time', (group) => {
  const now = Date.now
  group.each.setup(() => () => void (Date.now = now))

  test('holds from its beginning up to its end', ({ assert }) => {
    const rules = { window: { from: NOON, until: EVENING } }
    const at = (moment: string): boolean => {
      Date.now = () => Date.parse(moment)
      return isIn(rules, {})
    }
    assert.isFalse(at('2025-10-07T11:59:59.999Z'))
    assert.isTrue(at(NOON))
    assert.isTrue(at('2025-10-07T17:59:59.999Z'))
    assert.isFalse(at(EVENING))
  })

  test('holds for ever, or since ever, when one side is open', ({ assert }) => {
    Date.now = () => Date.parse('2030-01-01T00:00:00Z')
    assert.isTrue(isIn({ window: { from: NOON } }, {}))
    assert.isFalse(isIn({ window: { until: NOON } }, {}))
  })

  test('says when it changes next', ({ assert }) => {
    const rules = RuleSet.read({ window: { from: NOON, until: EVENING } })
    assert.equal(rules.nextEdge(Date.parse(NOON) - 1), Date.parse(NOON))
    assert.equal(rules.nextEdge(Date.parse(NOON)), Date.parse(EVENING))
    assert.isNull(rules.nextEdge(Date.parse(EVENING)))
  })

  test('reads a moment without a zone as UTC', ({ assert }) => {
    assert.deepEqual(RuleSet.read({ window: { from: '2025-10-07 12:00'.replace(' ', 'T') } }).toJSON(), {
      window: { from: NOON },
    })
  })
})

test.group('Rule set', () => {
  test('widens with each audience rule and narrows with a window', ({ assert }) => {
    const closed = { until: NOON }
    const open = { from: NOON }
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (named, member, isOpen) => {
        const rules = { users: [1], groups: ['staff'], window: isOpen ? open : closed }
        const subject = { userId: named ? 1 : 2, groups: member ? ['staff'] : [] }
        assert.equal(isIn(rules, subject), (named || member) && isOpen)
      })
    )
  })

  test('without rules is for everybody, always, and asks nothing', ({ assert }) => {
    const rules = RuleSet.read({})
    assert.isTrue(rules.isOpen)
    assert.isFalse(rules.isTargeted)
    assert.equal(rules.match('events', {}), 'everybody')
  })

  test('counts as open when its percentage is 100', ({ assert }) => {
    assert.isTrue(RuleSet.read({ percentage: 100, users: [1] }).isOpen)
  })

  test('is not targeted by a window alone', ({ assert }) => {
    const rules = RuleSet.read({ window: { from: NOON } })
    assert.isFalse(rules.isTargeted)
    assert.isFalse(rules.isOpen)
  })

  test('comes back from its JSON as it was', ({ assert }) => {
    const rules = { percentage: 12.5, users: [3], groups: ['staff'], window: { from: NOON, until: EVENING } }
    assert.deepEqual(RuleSet.read(rules).toJSON(), rules)
    assert.deepEqual(JSON.parse(JSON.stringify(RuleSet.read(rules))), rules)
  })

  test('says itself in words', ({ assert }) => {
    const rules = RuleSet.read({ percentage: 10, groups: ['staff'], window: { from: NOON, until: EVENING } })
    assert.equal(
      String(rules),
      'groups staff or 10 % of visitors, from 7 October 2025 12:00 UTC until 7 October 2025 18:00 UTC'
    )
  })

  test('refuses {rules} and says why')
    .with([
      { rules: null, message: 'Rules must be an object such as {"percentage": 10} and not null.' },
      { rules: [1], message: 'Rules must be an object such as {"percentage": 10} and not [1].' },
      { rules: { percent: 10 }, message: 'There is no rule "percent"; did you mean percentage?' },
      { rules: { percentage: 101 }, message: 'A percentage must be a number from 0 to 100 and not 101.' },
      { rules: { percentage: '10' }, message: 'A percentage must be a number from 0 to 100 and not "10".' },
      { rules: { users: [0] }, message: 'Users must be a list of ids such as 1,2 and not [0].' },
      { rules: { users: 'guido' }, message: 'Users must be a list of ids such as 1,2 and not "guido".' },
      { rules: { groups: [''] }, message: 'Groups must be a list of names such as staff,editors and not [""].' },
      { rules: { window: {} }, message: 'A time window needs "from", "until", or both.' },
      {
        rules: { window: { from: 'soon' } },
        message: '"from" must be a date and time such as 2025-10-07T12:00:00Z and not "soon".',
      },
      {
        rules: { window: { from: EVENING, until: NOON } },
        message:
          'A time window must end after it begins: 7 October 2025 18:00 UTC is not before 7 October 2025 12:00 UTC.',
      },
    ])
    .run(({ assert }, { rules, message }) => {
      assert.throws(() => RuleSet.read(rules), RuleError as never, message as never)
    })
})
