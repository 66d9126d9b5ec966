import { test } from '@japa/runner'
import { isWebAddress } from '../../../app/platform/wire_api/write/web_address.js'

/* As Django's URLValidator answers each of them, but for the quote. */

test.group('An address of the web', () => {
  test('may be {$self}')
    .with([
      'https://www.python.org/ftp/python/3.14.0/Python-3.14.0.tar.xz',
      'http://x.org',
      'HTTPS://docs.python.org/3/?a=b#c',
      'ftp://x.org/',
      'http://localhost/',
      'http://localhost:8000',
      'http://1.2.3.4:80/',
      'https://[::1]/',
      'https://user:password@x.org/',
      'https://пример.рф/',
      'https://x.org/a%20b',
    ])
    .run(({ assert }, address) => assert.isTrue(isWebAddress(address)))

  test('cannot be "{$self}"')
    .with([
      '',
      'garbage',
      'x.org',
      '//x.org/',
      'https://',
      'https://x',
      'https://.org',
      'https://x..org',
      'https://-x.org',
      'https://x.org/a b',
      'https://x.org/\n',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://x.org/"onclick=',
      `https://x.org/${'a'.repeat(2048)}`,
    ])
    .run(({ assert }, address) => assert.isFalse(isWebAddress(address)))
})
