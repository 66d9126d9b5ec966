import type { HttpContext } from '@adonisjs/core/http'
import { TooManyRequests } from '@pydotorg/platform/rate_limits'
import { test } from '@japa/runner'

test.group('A request too many', () => {
  test('is told to operators without the key that stood in its address', ({ assert }) => {
    const lines: unknown[] = []
    const ctx = {
      logger: { warn: (line: unknown) => lines.push(line) },
      request: { ip: () => '192.0.2.7', url: () => '/accounts/password/reset/key/secret/' },
      route: { pattern: '/accounts/password/reset/key/:key' },
    } as unknown as HttpContext
    const count = { key: 'anon:192.0.2.7', isAllowed: false, remaining: 0, resetIn: 7, limit: 5, window: 60 }
    const error = new TooManyRequests(count)
    error.report(error, ctx)
    assert.deepEqual(lines, [
      { limited: 'anon:192.0.2.7', ip: '192.0.2.7', path: '/accounts/password/reset/key/:key', retry_after: 7 },
    ])
  })
})
