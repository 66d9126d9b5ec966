import { test } from '@japa/runner'
import { filterFrom, filterReleases, isUnfiltered, seriesOf } from '#services/release_filter'
import { catalogueOf, releaseRow } from '#tests/unit/sample_releases'

const catalogue = catalogueOf(
  releaseRow('Python 3.9.25', '2025-10-31'),
  releaseRow('Python 3.14.0', '2025-10-07'),
  releaseRow('Python 3.14.0rc1', '2025-07-22', { showOnDownloadPage: false }),
  releaseRow('Python 3.9.3', '2021-04-02', { showOnDownloadPage: false }),
  releaseRow('Python 2.7.18', '2020-04-20'),
  releaseRow('Python install manager 25.2', '2025-12-05')
)

const namesFor = (query: Record<string, unknown>) =>
  filterReleases(catalogue, filterFrom(query)).map((release) => release.name)

test.group('Release filter', () => {
  test('lists finals by version, what has none last', ({ assert }) => {
    assert.deepEqual(namesFor({}), ['Python 3.14.0', 'Python 3.9.25', 'Python 2.7.18', 'Python install manager 25.2'])
  })

  test('finds words in names and dates, in any case', ({ assert }) => {
    assert.deepEqual(namesFor({ q: '3.14' }), ['Python 3.14.0'])
    assert.deepEqual(namesFor({ q: 'PYTHON 2025-10' }), ['Python 3.14.0', 'Python 3.9.25'])
    assert.deepEqual(namesFor({ q: 'spam' }), [])
  })

  test('keeps to a series', ({ assert }) => {
    assert.deepEqual(namesFor({ series: '3.9' }), ['Python 3.9.25'])
    assert.deepEqual(namesFor({ series: '3.1' }), [])
  })

  test('shows every pre-release when asked, hidden ones too', ({ assert }) => {
    assert.deepEqual(namesFor({ stage: 'pre' }), ['Python 3.14.0rc1'])
    assert.deepEqual(namesFor({ stage: 'all', series: '3.14' }), ['Python 3.14.0', 'Python 3.14.0rc1'])
  })

  test('ignores what makes no sense', ({ assert }) => {
    const filter = filterFrom({ q: ['a', 'b'], series: "3.9'; drop table", stage: 'banana', page: '7' })
    assert.deepEqual(filter, { search: '', series: '', stage: 'final' })
    assert.isTrue(isUnfiltered(filter))
  })

  test('cuts a search that no name could match', ({ assert }) => {
    assert.lengthOf(filterFrom({ q: 'x'.repeat(5000) }).search, 60)
  })

  test('offers each series once, newest first', ({ assert }) => {
    assert.deepEqual(seriesOf(catalogue), ['3.14', '3.9', '2.7'])
  })
})
