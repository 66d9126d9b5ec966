import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { InterruptibleWay } from '#tests/interruptible_way'
import { freePort, SiteProcess } from '#tests/site_process'
import { ask } from '#tests/small_site'

const ENTRY = 'tests/fixtures/server_with_trouble.ts'

/** Each request says that it comes from another address. */
async function statuses(times: number, port: number, question: string): Promise<number[]> {
  const [method = '', path = ''] = question.split(' ')
  const found: number[] = []
  for (let i = 0; i < times; i += 1) {
    const headers = { 'x-forwarded-for': `192.0.2.${i}` }
    found.push((await ask(port, path, { method, headers })).status)
  }
  return found
}

test.group('Rate limits of a process', (group) => {
  // What a process counts in the database stays there for a minute.
  group.each.setup(async () => void (await db.rawQuery('truncate rate_limits')))
  group.each.teardown(async () => void (await db.rawQuery('truncate rate_limits')))

  test('are on in production, those of the environment, and shared by processes, whatever X-Forwarded-For says', async ({
    assert,
    cleanup,
  }) => {
    const environment = { RATELIMIT_LOW: '1', RATELIMIT_MEDIUM: '4', TRUSTED_PROXIES: '' }
    const sites = [
      new SiteProcess(ENTRY, await freePort(), environment),
      new SiteProcess(ENTRY, await freePort(), environment),
    ] as const
    cleanup(async () => void (await Promise.all(sites.map((site) => site.kill()))))
    await Promise.all(sites.map((site) => site.listening()))
    const [one, other] = sites
    // Reads of the machine itself are not counted, for they may be every visitor's.
    assert.deepEqual(await statuses(3, one.port, 'GET /robots.txt'), [200, 200, 200])

    const writes = async (port: number) => statuses(3, port, 'POST /trouble/write')
    assert.deepEqual([...(await writes(one.port)), ...(await writes(other.port))], [200, 200, 200, 200, 429, 429])
  }).timeout(300_000)

  test('let a proxy that is trusted say who asks', async ({ assert, cleanup }) => {
    const site = new SiteProcess(ENTRY, await freePort(), { RATELIMIT_LOW: '3', TRUSTED_PROXIES: 'loopback' })
    cleanup(() => site.kill())
    await site.listening()
    assert.deepEqual(await statuses(5, site.port, 'GET /robots.txt'), [200, 200, 200, 200, 200])
    const headers = { 'x-forwarded-for': '198.51.100.7' }
    for (const expected of [200, 200, 200, 429]) {
      assert.equal((await ask(site.port, '/robots.txt', { headers })).status, expected)
    }
  }).timeout(300_000)

  test('go on without the database, and the log says so once', async ({ assert, cleanup }) => {
    const database = new InterruptibleWay()
    await database.mend()
    const site = new SiteProcess(ENTRY, await freePort(), {
      ...{ DATABASE_URL: database.url, RATELIMIT_MEDIUM: '2', TRUSTED_PROXIES: '' },
    })
    cleanup(async () => {
      await site.kill()
      await database.cut()
    })
    await site.listening()
    await database.cut()
    assert.deepEqual(await statuses(3, site.port, 'POST /trouble/write'), [200, 200, 429])
    assert.equal((await ask(site.port, '/robots.txt')).status, 200)
    site.terminate()
    await site.exited()
    assert.lengthOf(site.output.match(/the store of the rate limits is away/g) ?? [], 1)
    assert.lengthOf(site.output.match(/"msg":"too many requests"/g) ?? [], 1)
  }).timeout(300_000)

  test('refuse to start with {variable}={value}, by name')
    .with([
      { variable: 'TRUSTED_PROXIES', value: 'nginx' },
      { variable: 'RATELIMIT_CRITICAL', value: '0' },
      { variable: 'LEGACY_API_QUOTA_ANONYMOUS', value: 'many' },
    ])
    .run(async ({ assert, cleanup }, { variable, value }) => {
      const site = new SiteProcess('bin/server.ts', await freePort(), { [variable]: value })
      cleanup(() => site.kill())
      assert.equal(await site.exited(), 1)
      assert.match(site.output, new RegExp(`${variable} (takes|must be) .*, (and|but) not "${value}"`))
    })
    .timeout(300_000)
})
