import { test } from '@japa/runner'
import { activeReleases } from '#services/active_releases'
import { endOfLifeOf } from '#services/branch_schedules'
import { catalogueOf, releaseRow, scheduleRow } from '#tests/unit/sample_releases'

const schedules = [
  scheduleRow('3.9', { status: 'end-of-life', endOfLife: '2025-10-31', firstRelease: '2020-10-05', pep: 596 }),
  scheduleRow('3.8', { status: 'end-of-life', endOfLife: '2024-10-07' }),
  scheduleRow('3.10', { status: 'security', endOfLife: '2026-10-31' }),
  scheduleRow('3.14', { status: 'bugfix', firstRelease: '2025-10-07', pep: 745 }),
  scheduleRow('3.15', { status: 'prerelease', firstRelease: '2026-10-01' }),
  scheduleRow('3.16', { status: 'feature', firstRelease: '2027-10-06' }),
  scheduleRow('3.17', { status: 'planned' }),
]

const releases = [
  releaseRow('Python 3.15.0a1', '2025-10-14'),
  releaseRow('Python 3.14.0', '2025-10-07'),
  releaseRow('Python 3.10.19', '2025-10-09'),
  releaseRow('Python 3.9.25', '2025-10-31'),
  releaseRow('Python 3.9.24', '2025-10-09'),
]

test.group('Active releases', () => {
  test('lists supported series, coming ones with a release, and the last that ended', ({ assert }) => {
    const rows = activeReleases(schedules, catalogueOf(...releases))
    assert.deepEqual(
      rows.map((row) => row.branch),
      ['3.15', '3.14', '3.10', '3.9']
    )
    assert.deepEqual(
      rows.map((row) => row.status),
      ['pre-release', 'bugfix', 'security', 'end of life']
    )
  })

  test('shows a coming series once its first alpha is out', ({ assert }) => {
    const rows = activeReleases(schedules, catalogueOf(releaseRow('Python 3.16.0a1', '2026-10-13'), ...releases))
    assert.deepEqual(
      rows.map((row) => row.branch),
      ['3.16', '3.15', '3.14', '3.10', '3.9']
    )
    assert.equal(rows[0]?.status, 'pre-release')
    assert.isTrue(rows[0]?.firstReleaseIsPlanned)
  })

  test('names the last release of the ended series and its schedule', ({ assert }) => {
    const ended = activeReleases(schedules, catalogueOf(...releases)).at(-1)
    assert.equal(ended?.lastRelease?.name, 'Python 3.9.25')
    assert.equal(ended?.pepUrl, 'https://peps.python.org/pep-0596/')
    assert.equal(ended?.href, '/downloads/latest/python3.9/')
    assert.isFalse(ended?.firstReleaseIsPlanned)
  })

  test('is empty without schedules', ({ assert }) => {
    assert.deepEqual(activeReleases([], catalogueOf(...releases)), [])
  })
})

test.group('End of life', () => {
  test('is told by the schedule of the series', ({ assert }) => {
    const ended = { status: 'end-of-life', endOfLife: '2024-10-07' } as const
    assert.deepEqual(endOfLifeOf('Python 3.8.20', ended), { branch: '3.8', since: '2024-10-07' })
    assert.isNull(endOfLifeOf('Python 3.10.19', { status: 'security', endOfLife: '2026-10-31' }))
  })

  test('is certain for Python 2 and older without a schedule, and for nothing newer', ({ assert }) => {
    assert.deepEqual(endOfLifeOf('Python 2.7.18', null), { branch: '2.7', since: null })
    assert.isNull(endOfLifeOf('Python 3.42.0', null))
  })

  test('does not exist for the install manager', ({ assert }) => {
    assert.isNull(endOfLifeOf('Python install manager 25.2', null))
  })
})
