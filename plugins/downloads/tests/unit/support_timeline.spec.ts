import { test } from '@japa/runner'
import type { BranchSchedule } from '#services/branch_schedules'
import { NARROW, supportTimeline, WIDE } from '#services/support_timeline'
import { scheduleRow } from '#tests/unit/sample_releases'

/** A schedule from its days: feature freeze, first release, end of bug fixes, end of life. */
function schedule(name: string, days: string): BranchSchedule {
  const [featureFreeze, firstRelease, endOfBugfix, endOfLife] = days.split(' ')
  return scheduleRow(name, { featureFreeze, firstRelease, endOfBugfix, endOfLife })
}

const schedules = [
  schedule('3.9', '2020-05-18 2020-10-05 2022-05-17 2025-10-31'),
  schedule('3.14', '2025-05-07 2025-10-07 2027-10-07 2030-10-01'),
  schedule('3.10', '2021-05-03 2021-10-04 2023-04-05 2026-10-01'),
]

test.group('Support timeline', () => {
  test('puts the newest series on top and its phases one after the other', ({ assert }) => {
    const timeline = supportTimeline(schedules, '2026-03-01', WIDE)!
    assert.deepEqual(
      timeline.rows.map((row) => row.branch),
      ['3.14', '3.10', '3.9']
    )
    const [first, second, third] = timeline.rows[0]!.phases
    assert.deepEqual([first?.kind, second?.kind, third?.kind], ['prerelease', 'bugfix', 'security'])
    assert.closeTo(first!.x + first!.width, second!.x, 0.11)
    assert.closeTo(second!.x + second!.width, third!.x, 0.11)
  })

  test('keeps every bar inside the drawing', ({ assert }) => {
    for (const size of [WIDE, NARROW]) {
      const timeline = supportTimeline(schedules, '2026-03-01', size)!
      for (const row of timeline.rows) {
        for (const phase of row.phases) {
          assert.isAtMost(phase.y + phase.height, timeline.height)
          assert.isAtLeast(phase.x, timeline.left)
          assert.isAtMost(phase.x + phase.width, timeline.width + 0.1)
        }
      }
    }
  })

  test('draws today between the days around it', ({ assert }) => {
    const { today, rows } = supportTimeline(schedules, '2026-03-01', WIDE)!
    const bugfix = rows[0]!.phases[1]!
    assert.isAbove(today.x, bugfix.x)
    assert.isBelow(today.x, bugfix.x + bugfix.width)
  })

  test('leaves out a phase that ended before the drawing begins', ({ assert }) => {
    const old = schedule('3.6', '2016-09-12 2016-12-23 2018-12-24 2021-12-23')
    const timeline = supportTimeline([old], '2026-03-01', WIDE)!
    assert.deepEqual(
      timeline.rows[0]!.phases.map((phase) => phase.kind),
      ['security']
    )
  })

  test('is absent without dates', ({ assert }) => {
    assert.isNull(supportTimeline([scheduleRow('3.20')], '2026-03-01', WIDE))
    assert.isNull(supportTimeline([], '2026-03-01', WIDE))
  })
})
