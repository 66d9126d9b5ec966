import { test } from '@japa/runner'
import fc from 'fast-check'
import { destination, newPathFault, normalOldPath, oldPathFault, oldPathsFor } from '#services/redirect_path'

test.group('The two ends of a redirect', () => {
  test('an old path is kept readable, without a slash at its end: {typed}')
    .with([
      { typed: '/old/', kept: '/old' },
      { typed: '//old//page//', kept: '/old/page' },
      { typed: '/caf%C3%A9/', kept: '/café' },
      { typed: '/~guido/*', kept: '/~guido/*' },
      { typed: '/%ff', kept: null },
      { typed: '/a%00b', kept: null },
    ])
    .run(({ assert }, { typed, kept }) => {
      assert.equal(normalOldPath(typed), kept)
    })

  test('an old path may not be {$self}')
    .with([
      '',
      'old',
      '/',
      '/*',
      '/a?b=1',
      '/a#b',
      '/a b',
      '/a*',
      '/a/*/b',
      '/a\\b',
      'https://example.org/',
      `/${'a'.repeat(500)}`,
    ])
    .run(({ assert }, typed) => {
      assert.isString(oldPathFault(normalOldPath(typed)))
    })

  test('a new address may be {$self}')
    .with(['', '/new/', '/new/#part', '/search/?q=1', 'https://docs.example.org/3/', 'HTTP://example.org/a%20b'])
    .run(({ assert }, newPath) => {
      assert.isNull(newPathFault(newPath, '/old'))
    })

  test('a new address may not be {$self}')
    .with([
      ...[
        'new/',
        '//evil.example/',
        '/\\evil.example/',
        'javascript:alert(1)',
        'data:text/html,x',
        'ftp://example.org/',
      ],
      ...['https://user:secret@example.org/', 'https:///x', 'https://', 'mailto:a@example.org', '/new/*', '/a b'],
    ])
    .run(({ assert }, newPath) => {
      assert.isString(newPathFault(newPath, '/old'))
    })

  test('a new address with a star may be {newPath}: {isGood}')
    .with([
      { newPath: '/new/*', isGood: true },
      { newPath: '/new/*/', isGood: true },
      { newPath: 'https://example.org/issue*', isGood: true },
      { newPath: 'https://example.org*', isGood: false },
      { newPath: 'https://*', isGood: false },
      { newPath: 'https://example.*/', isGood: false },
      { newPath: '/*/*', isGood: false },
      { newPath: '*', isGood: false },
    ])
    .run(({ assert }, { newPath, isGood }) => {
      assert.equal(newPathFault(newPath, '/old/*') === null, isGood)
    })

  test('{asked} of {oldPath} leads to {to}')
    .with([
      {
        oldPath: '/peps/*.html',
        newPath: 'https://e.org/*/',
        asked: '/peps/pep-0008.html',
        to: 'https://e.org/pep-0008/',
      },
      { oldPath: '/peps/*.html', newPath: 'https://e.org/*/', asked: '/peps/a/b.html/', to: 'https://e.org/a/b/' },
      { oldPath: '/sf/*', newPath: 'https://e.org/issue*', asked: '/sf/12', to: 'https://e.org/issue12' },
      { oldPath: '/sf/*', newPath: 'https://e.org/*/', asked: '/sf/', to: 'https://e.org/' },
      { oldPath: '/sf/*', newPath: '/all/', asked: '/sf/12?x=1', to: '/all/' },
    ])
    .run(({ assert }, { oldPath, newPath, asked, to }) => {
      assert.equal(destination(oldPath, newPath, asked), to)
    })

  test('the nearest old path comes first', ({ assert }) => {
    assert.deepEqual(oldPathsFor('/dev/peps'), ['/dev/peps', '/dev/peps/*', '/dev/*', '/*'])
    const file = ['/a/b.html', '/a/b.html/*', '/a/*.html', '/a/*', '/*.html', '/*']
    assert.deepEqual(oldPathsFor('/a/b.html'), file)
  })

  test('what a star stood for never leads to a host that nobody named', ({ assert }) => {
    const piece = fc.constantFrom('/', '//', '\\', 'evil.example', '@', ':', '.', '..', '%2f', '%5c', '?', '#', 'a')
    const property = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const asked = `/old/${pieces.join('')}`
      const here = new URL(destination('/old/*', '/new/*', asked), 'https://site.example')
      assert.equal(here.origin, 'https://site.example')
      const there = new URL(destination('/old/*', 'https://other.example/*', asked))
      assert.equal(there.origin, 'https://other.example')
    })
    fc.assert(property, { numRuns: 500 })
  })
})
