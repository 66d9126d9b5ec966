import { test } from '@japa/runner'
import { branchOf, compareVersions, isVersionAtLeast, releaseOrder, stageOf, versionOf } from '#services/python_version'

test.group('Python version', () => {
  test('reads the numbers of {name}')
    .with([
      { name: 'Python 3.14.2', version: '3.14.2' },
      { name: 'Python 3.9.0a0', version: '3.9.0' },
      { name: 'Python 3.14.0rc2', version: '3.14.0' },
      { name: 'Python 2.7', version: '2.7' },
      { name: 'spam', version: '' },
      { name: 'Python2.7.5', version: '' },
      { name: 'Python   2.7.7', version: '' },
      { name: 'The Python 3.14.2', version: '' },
      { name: 'Python install manager 25.2', version: '' },
      { name: '', version: '' },
    ])
    .run(({ assert }, { name, version }) => {
      assert.equal(versionOf(name), version)
    })

  test('names the series', ({ assert }) => {
    assert.equal(branchOf('Python 3.14.0rc2'), '3.14')
    assert.equal(branchOf('Python 2.7.18'), '2.7')
    assert.equal(branchOf('Python install manager 25.2'), '')
    assert.equal(branchOf('Python 3'), '')
  })

  test('reads the stage from the end of the name', ({ assert }) => {
    assert.equal(stageOf('Python 3.15.0a1'), 'alpha')
    assert.equal(stageOf('Python 3.15.0b4'), 'beta')
    assert.equal(stageOf('Python 3.15.0rc1'), 'candidate')
    assert.equal(stageOf('Python 2.0c1'), 'candidate')
    assert.equal(stageOf('Python 3.14.2'), 'final')
  })

  test('compares by number, not by text, and pads with noughts', ({ assert }) => {
    assert.isAbove(compareVersions('3.10', '3.9'), 0)
    assert.equal(compareVersions('3.10', '3.10.0'), 0)
    assert.isBelow(compareVersions('2.7.18', '3'), 0)
  })

  test('knows whether a release is at least a version', ({ assert }) => {
    assert.isTrue(isVersionAtLeast('Python 3.14.0a1', '3.14'))
    assert.isTrue(isVersionAtLeast('Python 3.10.0', '3.5'))
    assert.isFalse(isVersionAtLeast('Python 3.4.10', '3.5'))
    assert.isFalse(isVersionAtLeast('Python install manager 25.2', '3.5'))
    assert.isFalse(isVersionAtLeast('', '0'))
  })

  test('sorts pre-releases before the release that they lead to', ({ assert }) => {
    const names = ['Python 3.14.0', 'Python 3.14.0rc1', 'Python 3.14.0a10', 'Python 3.14.0a2', 'Python 3.9.1']
    assert.deepEqual(
      names.toSorted((a, b) => releaseOrder(a) - releaseOrder(b)),
      ['Python 3.9.1', 'Python 3.14.0a2', 'Python 3.14.0a10', 'Python 3.14.0rc1', 'Python 3.14.0']
    )
    assert.equal(releaseOrder('Python install manager 25.2'), 0)
  })
})
