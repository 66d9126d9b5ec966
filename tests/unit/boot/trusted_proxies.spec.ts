import { test } from '@japa/runner'
import { boundedNumber } from '#boot/bounded_number'
import { proxyList, trustedProxies } from '#boot/trusted_proxies'

test.group('trustedProxies', () => {
  test('"{list}" trusts {address}: {trusted}')
    .with([
      { list: '', address: '127.0.0.1', trusted: false },
      { list: 'loopback', address: '127.0.0.1', trusted: true },
      { list: 'loopback', address: '127.9.9.9', trusted: true },
      { list: 'loopback', address: '::1', trusted: true },
      { list: 'loopback', address: '::ffff:127.0.0.1', trusted: true },
      { list: 'loopback', address: '10.0.0.1', trusted: false },
      { list: '10.0.0.0/8, 192.0.2.1', address: '10.255.0.1', trusted: true },
      { list: '10.0.0.0/8, 192.0.2.1', address: '192.0.2.1', trusted: true },
      { list: '10.0.0.0/8, 192.0.2.1', address: '192.0.2.2', trusted: false },
      { list: 'fd00::/8', address: 'fd12::1', trusted: true },
      { list: 'fd00::/8', address: '2001:db8::1', trusted: false },
      { list: '0.0.0.0/0', address: 'unknown', trusted: false },
    ])
    .run(({ assert }, { list, address, trusted }) => assert.equal(trustedProxies(list)(address), trusted))

  test('"{list}" is refused by name')
    .with([
      { list: 'localhost' },
      { list: '10.0.0.0/33' },
      { list: '10.0.0/8' },
      { list: '::1/129' },
      { list: '10.0.0.1/' },
      { list: 'loopback, nginx' },
    ])
    .run(({ assert }, { list }) => {
      const wrong = list.split(', ').at(-1)
      assert.throws(
        () => proxyList('TRUSTED_PROXIES', list),
        `TRUSTED_PROXIES takes addresses, networks such as 10.0.0.0/8, and loopback, but not "${wrong}"`
      )
    })
})

test.group('boundedNumber', () => {
  const rule = boundedNumber(1, 100)

  test('takes a number within its bounds, and nothing', ({ assert }) => {
    assert.deepEqual([rule('X', '1'), rule('X', '100'), rule('X', ' '), rule('X')], [1, 100, undefined, undefined])
  })

  for (const value of ['0', '101', 'many', '-1', 'NaN', 'Infinity']) {
    test(`refuses ${value}, by the name of the variable`, ({ assert }) => {
      assert.throws(() => rule('X', value), `X must be a number from 1 to 100, and not "${value}"`)
    })
  }
})
