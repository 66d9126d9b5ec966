import { test } from '@japa/runner'
import { chosenVersion, searchableVersions, searchAddress } from '#services/documentation_search'
import { documentationBySeries } from '#services/documentation_versions'

const release = (version: string, date = '2025-10-09') => ({ version, date })

function listed(versions: readonly string[]): Record<string, string[]> {
  const groups = documentationBySeries(versions.map((version) => release(version)))
  return Object.fromEntries(groups.map(({ series, releases }) => [series, releases.map(({ version }) => version)]))
}

test.group('Documentation by version', () => {
  test('is grouped by series, the newest first', ({ assert }) => {
    const groups = documentationBySeries(['3.14.0', '3.9.10', '3.10.2', '3.9.9'].map((version) => release(version)))
    assert.deepEqual(
      groups.map(({ series }) => series),
      ['3.14', '3.10', '3.9', '2.2', '2.1', '2.0', '1.6', '1.5', '1.4']
    )
    assert.deepEqual(
      groups[2]?.releases.map(({ version }) => version),
      ['3.9.10', '3.9.9']
    )
    assert.equal(groups[0]?.releases[0]?.href, 'https://docs.python.org/release/3.14.0/')
    assert.equal(groups[0]?.releases[0]?.date.toISODate(), '2025-10-09')
  })

  test('has older ones that are in no list of releases, once each', ({ assert }) => {
    const groups = listed(['2.2.0', '2.1.3', '2.1.0', '1.6.0'])
    assert.deepEqual(groups['2.2'], ['2.2p1', '2.2'])
    assert.deepEqual(groups['2.1'], ['2.1.3', '2.1.2', '2.1.1', '2.1'])
    assert.deepEqual(groups['1.6'], ['1.6'])
    assert.deepEqual(groups['1.5'], ['1.5.2p2', '1.5.2p1', '1.5.2', '1.5.1p1', '1.5.1', '1.5'])
    assert.deepEqual(groups['1.4'], ['1.4'])
  })

  test('calls the first of a series by the series alone up to 3.2', ({ assert }) => {
    const groups = listed(['3.3.0', '3.2.0', '3.2.1', '3.0.0', '2.7.0', '3.10.0'])
    assert.deepEqual(groups['3.10'], ['3.10.0'])
    assert.deepEqual(groups['3.3'], ['3.3.0'])
    assert.deepEqual(groups['3.2'], ['3.2.1', '3.2'])
    assert.deepEqual(groups['3.0'], ['3.0'])
    assert.deepEqual(groups['2.7'], ['2.7'])
  })

  test('leaves out releases that had none', ({ assert }) => {
    const groups = listed(['2.3.5', '2.3.6', '2.3.7', '2.4.5', '2.4.6', '2.5.5', '2.5.6', '2.5.4'])
    assert.deepEqual(groups['2.3'], ['2.3.5'])
    assert.isUndefined(groups['2.4'])
    assert.deepEqual(groups['2.5'], ['2.5.4'])
  })
})

test.group('Search of the documentation', () => {
  const versions = searchableVersions(
    ['3.14', '3.14', '3.13', '3.12', '3.11', '3.10', '3.9', '3.8', '2.7'].map((series) => ({ series }))
  )

  test('offers the six newest series of Python 3, or the current one', ({ assert }) => {
    assert.deepEqual(versions, ['3.14', '3.13', '3.12', '3.11', '3.10', '3.9'])
    assert.deepEqual(searchableVersions([]), ['3'])
    assert.deepEqual(searchableVersions([{ series: '2.7' }]), ['3'])
  })

  test('takes the newest in the place of one that is not there', ({ assert }) => {
    assert.equal(chosenVersion('3.12', versions), '3.12')
    for (const odd of ['2.7', '../evil', '', undefined, ['3.12'], { a: 1 }]) {
      assert.equal(chosenVersion(odd, versions), '3.14')
    }
  })

  test('encodes what somebody looks for', ({ assert }) => {
    const address = (words: unknown) => searchAddress('3.14', words)
    assert.equal(address('a b'), 'https://docs.python.org/3.14/search.html?q=a+b')
    assert.equal(address('a&b=c#d'), 'https://docs.python.org/3.14/search.html?q=a%26b%3Dc%23d')
    assert.equal(address('“é”'), 'https://docs.python.org/3.14/search.html?q=%E2%80%9C%C3%A9%E2%80%9D')
    assert.equal(address('x\r\nSet-Cookie: a'), 'https://docs.python.org/3.14/search.html?q=x%0D%0ASet-Cookie%3A+a')
    assert.equal(
      address(`${'a'.repeat(199)}\u{1F40D}`).length,
      'https://docs.python.org/3.14/search.html?q='.length + 199 + 9
    )
    for (const none of ['', '  ', undefined, ['a'], {}]) {
      assert.equal(address(none), 'https://docs.python.org/3.14/search.html')
    }
  })
})
