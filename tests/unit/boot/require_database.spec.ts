import { createServer, type AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { BootRefused } from '#boot/boot_refused'
import { maskedDatabase, requireDatabase } from '#boot/require_database'

/** The database of the tests, with parts of its address replaced. */
function database(change: (url: URL) => void): string {
  const url = new URL(String(process.env.DATABASE_URL))
  change(url)
  return url.href
}

async function refusal(address: string): Promise<string> {
  try {
    await requireDatabase(address)
  } catch (error) {
    if (error instanceof BootRefused) return error.message
    throw error
  }
  return 'accepted'
}

test.group('requireDatabase', () => {
  test('is content with a database that answers', async ({ assert }) => {
    assert.equal(await refusal(String(process.env.DATABASE_URL)), 'accepted')
  })

  test('says that nothing listens, and masks the password', async ({ assert }) => {
    const sentence = await refusal('postgres://site:hunter2@127.0.0.1:1/pydotorg')
    assert.equal(
      sentence,
      'Cannot use the database at postgres://site:***@127.0.0.1:1/pydotorg: nothing listens there. ' +
        'Start PostgreSQL, or set DATABASE_URL to one that runs.'
    )
  })

  test('says that there is no such database', async ({ assert }) => {
    assert.include(await refusal(database((url) => (url.pathname = '/no_such_thing'))), 'no database of that name')
  })

  test('says that the host is not known', async ({ assert }) => {
    assert.include(await refusal('postgres://site@no-such-host.invalid/x'), 'host is not known')
  })

  test('says so when something else answers there', async ({ assert, cleanup }) => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanup(() => void server.close())
    const { port } = server.address() as AddressInfo
    assert.include(await refusal(`postgres://site@127.0.0.1:${port}/x`), 'does not answer')
  })
})

test.group('maskedDatabase', () => {
  test('masks passwords wherever they stand', ({ assert }) => {
    assert.equal(maskedDatabase('postgres://a:b@c/d?sslpassword=e&x=1'), 'postgres://a:***@c/d?sslpassword=***&x=1')
  })

  test('shows nothing of what is no address', ({ assert }) => {
    assert.equal(maskedDatabase('hunter2'), 'the address in DATABASE_URL')
  })
})
