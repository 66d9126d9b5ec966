import { test } from '@japa/runner'
import { catalogueOf, releaseRow } from '#tests/unit/sample_releases'

test.group('Release catalogue', () => {
  const catalogue = catalogueOf(
    releaseRow('Python 3.10.19', '2025-10-09'),
    releaseRow('Python 3.10.18', '2025-06-03'),
    releaseRow('Python 3.8.20', '2024-09-06', { showOnDownloadPage: false }),
    releaseRow('Python 3.14.0', '2025-10-07', { isLatest: true }),
    releaseRow('Python 3.15.0a1', '2025-10-14'),
    releaseRow('Python 2.7.18', '2020-04-20', { isLatest: true }),
    releaseRow('Python install manager 25.2', '2025-12-05', { isLatest: true })
  )

  test('sorts releases into published, released and those for the downloads page', ({ assert }) => {
    assert.lengthOf(catalogue.published, 7)
    assert.lengthOf(catalogue.released, 6)
    assert.lengthOf(catalogue.downloads, 5)
  })

  test('finds the latest of each version', ({ assert }) => {
    assert.equal(catalogue.latest(3)?.name, 'Python 3.14.0')
    assert.equal(catalogue.latest(2)?.name, 'Python 2.7.18')
    assert.equal(catalogue.latestInstallManager?.name, 'Python install manager 25.2')
    assert.isNull(catalogue.latest(1))
  })

  test('finds the newest of a series, pre-releases and hidden ones included', ({ assert }) => {
    assert.equal(catalogue.latestOfBranch('3.10')?.name, 'Python 3.10.19')
    assert.equal(catalogue.latestOfBranch('3.8')?.name, 'Python 3.8.20')
    assert.equal(catalogue.latestOfBranch('3.15')?.name, 'Python 3.15.0a1')
    assert.isNull(catalogue.latestOfBranch('3.99'))
    assert.isNull(catalogue.latestOfBranch('3.1'))
    assert.isNull(catalogue.latestOfBranch('2.7'))
  })

  test('finds the newest pre-release', ({ assert }) => {
    assert.equal(catalogue.latestPreRelease?.name, 'Python 3.15.0a1')
    assert.isNull(catalogueOf(releaseRow('Python 3.14.0', '2025-10-07')).latestPreRelease)
  })

  test('takes the higher version of two that came out on one day', ({ assert }) => {
    const sameDay = catalogueOf(
      releaseRow('Python 3.14.9', '2025-10-07'),
      releaseRow('Python 3.14.10', '2025-10-07'),
      releaseRow('Python 3.14.8', '2025-10-07')
    )
    assert.equal(sameDay.latestOfBranch('3.14')?.name, 'Python 3.14.10')
  })
})

test.group('Release catalogue | successor', () => {
  const catalogue = catalogueOf(
    releaseRow('Python 3.14.1rc1', '2025-11-20'),
    releaseRow('Python 3.14.0', '2025-10-07'),
    releaseRow('Python 3.14.0rc3', '2025-09-18'),
    releaseRow('Python 3.13.9', '2025-10-14'),
    releaseRow('Python 3.13.8', '2025-10-07'),
    releaseRow('Python 2.7.18', '2020-04-20'),
    releaseRow('Python 2.7.17', '2019-10-19')
  )
  const successorOf = (name: string) =>
    catalogue.successorOf(catalogue.published.find((release) => release.name === name)!)?.name ?? null

  test('is the newest final release of the series', ({ assert }) => {
    assert.equal(successorOf('Python 3.13.8'), 'Python 3.13.9')
    assert.isNull(successorOf('Python 3.13.9'))
  })

  test('is never a pre-release for a final one', ({ assert }) => {
    assert.isNull(successorOf('Python 3.14.0'))
  })

  test('is whatever is newer for a pre-release', ({ assert }) => {
    assert.equal(successorOf('Python 3.14.0rc3'), 'Python 3.14.1rc1')
    assert.isNull(successorOf('Python 3.14.1rc1'))
  })

  test('is there for Python 3 only', ({ assert }) => {
    assert.isNull(successorOf('Python 2.7.17'))
    assert.isNull(catalogue.successorOf({ name: 'Python install manager 25.0', version: 100, preRelease: false }))
  })
})
