import app from '@adonisjs/core/services/app'
import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { ask } from '#tests/small_site'

const port = (): number => Number(process.env.PORT)

async function builtScript(): Promise<string> {
  const manifest = JSON.parse(await readFile(app.makePath('public/assets/.vite/manifest.json'), 'utf8'))
  return `/assets/${manifest['resources/js/app.js'].file}`
}

test.group('Headers of every answer', () => {
  for (const [what, path, status] of [
    ['a page', '/', 200],
    ['a file', '/favicon.svg', 200],
    ['an address with nothing behind it', '/nothing/', 404],
    ['a folder of files', '/assets', 404],
    ['JSON', '/health/live', 200],
    ['an address that cannot be read', '/%', 400],
  ] as const) {
    test(`protect visitors: ${what}`, async ({ assert }) => {
      const answer = await ask(port(), path)
      assert.equal(answer.status, status)
      assert.equal(answer.headers['x-content-type-options'], 'nosniff')
      assert.equal(answer.headers['referrer-policy'], 'strict-origin-when-cross-origin')
      assert.equal(answer.headers['cross-origin-opener-policy'], 'same-origin')
      assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin')
      assert.include(answer.headers['permissions-policy'] ?? '', 'camera=()')
    })
  }

  for (const path of ['/', '/favicon.svg', '/nothing/', '/health/live']) {
    test(`hold a policy that allows nothing inline: ${path}`, async ({ assert }) => {
      const { headers } = await ask(port(), path)
      const policy = headers['content-security-policy'] as string
      assert.include(policy, "script-src 'self';")
      assert.include(policy, "script-src-attr 'none'")
      assert.match(policy, /style-src 'self'(;|$)/)
      assert.include(policy, "frame-ancestors 'none'")
      assert.notInclude(policy, 'unsafe')
      assert.notInclude(policy, 'nonce')
      assert.equal(headers['x-frame-options'], 'DENY')
    })
  }

  test('hold no cookie', async ({ assert }) => {
    for (const path of ['/', '/nothing/', '/health']) {
      assert.isUndefined((await ask(port(), path)).headers['set-cookie'])
    }
  })
})

test.group('X-Request-Id', () => {
  test('is given when a request has none', async ({ assert }) => {
    const first = await ask(port(), '/')
    const second = await ask(port(), '/')
    assert.match(String(first.headers['x-request-id']), /^[\da-f-]{36}$/)
    assert.notEqual(first.headers['x-request-id'], second.headers['x-request-id'])
  })

  test('is the one that a proxy gave', async ({ assert }) => {
    const { headers } = await ask(port(), '/', { headers: { 'x-request-id': 'edge-01.prague:42' } })
    assert.equal(headers['x-request-id'], 'edge-01.prague:42')
  })

  for (const strange of ['<b>bold</b>', 'two words', 'x'.repeat(129), 'short']) {
    test(`is not "${strange.slice(0, 12)}"`, async ({ assert }) => {
      const { headers } = await ask(port(), '/', { headers: { 'x-request-id': strange } })
      assert.match(String(headers['x-request-id']), /^[\da-f-]{36}$/)
    })
  }
})

test.group('Headers for caches', () => {
  for (const [path, key] of [
    ['/', 'pydotorg-app'],
    ['/?page=2', 'pydotorg-app'],
    ['/robots.txt', 'pydotorg-app robots.txt'],
    ['/health/live', 'pydotorg-app health'],
    ['/nothing/at/all/', 'pydotorg-app nothing'],
    ['/favicon.svg', 'pydotorg-app favicon.svg'],
    ['/%0d%0aSet-Cookie:x/', 'pydotorg-app'],
  ]) {
    test(`name the section for the CDN: ${path}`, async ({ assert }) => {
      assert.equal((await ask(port(), String(path))).headers['surrogate-key'], key)
    })
  }

  test('let copies of pages be used only after asking', async ({ assert }) => {
    assert.equal((await ask(port(), '/')).headers['cache-control'], 'public, max-age=0, must-revalidate')
  })

  test('let nobody keep what is about this moment', async ({ assert }) => {
    assert.equal((await ask(port(), '/health')).headers['cache-control'], 'no-store')
    assert.equal((await ask(port(), '/', { method: 'POST' })).headers['cache-control'], 'no-store')
  })

  test('let files with a hash in their name be kept for good', async ({ assert }) => {
    const { status, headers } = await ask(port(), await builtScript())
    assert.equal(status, 200)
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable')
  })
})
