import { test } from '@japa/runner'
import fc from 'fast-check'
import { normalPath, pathFault } from '#services/page_path'

const faultOf = (text: string) => pathFault(normalPath(text))

test.group('The path of a page', () => {
  test('may be {$self}')
    .with([
      'path',
      'path/2',
      'yet/another/path/wow',
      '/initial-slash',
      'trailing/slash/',
      '/both/',
      'test/one.html',
      'a',
      '3.14',
    ])
    .run(({ assert }, path) => {
      assert.isNull(faultOf(path))
    })

  test('may not be {$self}')
    .with([
      'Path',
      '',
      '/',
      '//',
      'no_underscores',
      'no/special!/chars?',
      'a//b',
      'a b',
      'über',
      '.',
      '..',
      'a/../b',
      'a/./b',
      'api/x',
      'assets',
      '*',
      'a%2fb',
      `a${'/b'.repeat(250)}`,
    ])
    .run(({ assert }, path) => {
      assert.match(String(faultOf(path)), /^[A-Z].*\.$/)
    })

  test('is kept without slashes at its ends, and stays what it is then', ({ assert }) => {
    const part = fc.stringMatching(/^[a-z0-9-]{1,8}$/)
    const property = fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const path = parts.join('/')
      for (const typed of [path, `/${path}`, `${path}/`, ` /${path}/ `]) assert.equal(normalPath(typed), path)
      assert.equal(normalPath(normalPath(path)), path)
      assert.equal(faultOf(path) === null, parts[0] !== 'api' && parts[0] !== 'assets')
    })
    fc.assert(property)
  })

  test('that is accepted is one that a browser asks for unchanged', ({ assert }) => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20, unit: fc.constantFrom(...'ab/.-%?#\\A é') }), (typed) => {
        const path = normalPath(typed)
        fc.pre(pathFault(path) === null)
        assert.equal(new URL(`/${path}/`, 'https://site.example').pathname, `/${path}/`)
      }),
      { numRuns: 500 }
    )
  })
})
