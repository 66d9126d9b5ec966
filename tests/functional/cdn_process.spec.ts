import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { Fastly, PurgeRefused } from '@pydotorg/platform/cdn'
import { test } from '@japa/runner'
import { freePort, SiteProcess } from '#tests/site_process'
import { ask } from '#tests/small_site'

interface PurgeServer {
  url: string
  asked: { method: string | undefined; path: string | undefined; key: unknown }[]
  close: () => void
}

/** Stands in for the CDN; the first answers are these statuses. */
async function purgeServer(...statuses: number[]): Promise<PurgeServer> {
  const asked: PurgeServer['asked'] = []
  const server = createServer(({ method, url, headers }: IncomingMessage, response) => {
    asked.push({ method, path: url, key: headers['fastly-key'] })
    response.writeHead(statuses.shift() ?? 200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() }
}

test.group('The CDN', () => {
  test('is asked to forget by name, with the token of the service', async ({ assert, cleanup }) => {
    const cdn = await purgeServer()
    cleanup(() => cdn.close())
    await new Fastly({ serviceId: 'SU1', key: 'token-1', api: cdn.url }).purge(['downloads', 'a b'])
    assert.deepEqual(cdn.asked, [
      { method: 'POST', path: '/service/SU1/purge/downloads', key: 'token-1' },
      { method: 'POST', path: '/service/SU1/purge/a%20b', key: 'token-1' },
    ])
    await new Fastly(null).purge(['downloads'])
    assert.lengthOf(cdn.asked, 2)
  })

  test('says when it did not, without the token', async ({ assert, cleanup }) => {
    const cdn = await purgeServer(401)
    cleanup(() => cdn.close())
    const fastly = new Fastly({ serviceId: 'SU1', key: 'token-1', api: cdn.url })
    const refused = await fastly.purge(['downloads']).catch((error: unknown) => error)
    assert.instanceOf(refused, PurgeRefused)
    assert.equal((refused as Error).message, 'The CDN did not purge "downloads": it answered 401.')
  })

  test('hears of a release within seconds, also when it fails at first', async ({ assert, cleanup }) => {
    // The start of a process purges the whole site.
    const cdn = await purgeServer(200, 503)
    cleanup(() => cdn.close())
    const port = await freePort()
    const site = new SiteProcess('bin/server.ts', port, {
      APP_URL: `http://localhost:${port}`,
      FASTLY_SERVICE_ID: 'SU1',
      FASTLY_API_KEY: 'token-1',
      FASTLY_API_URL: cdn.url,
    })
    cleanup(() => site.kill())
    await site.listening()
    const purged = async (path: string, times: number): Promise<number> => {
      const count = () => cdn.asked.filter((one) => one.path === path).length
      for (let tries = 0; tries < 200 && count() < times; tries += 1) await wait(100)
      return count()
    }
    assert.equal(await purged('/service/SU1/purge/pydotorg-app', 1), 1)
    assert.match(String((await ask(port, '/downloads/')).headers['cache-control']), /max-age=604800/)

    const release = {
      name: 'Python 9.9.9',
      slug: 'python-999',
      version: 3,
      is_published: false,
      release_date: new Date(),
    }
    cleanup(async () => {
      await db.from('downloads_releases').where('slug', release.slug).delete()
    })
    await db.table('downloads_releases').insert(release)
    assert.equal(await purged('/service/SU1/purge/downloads', 2), 2)
    assert.notInclude(site.output, 'token-1')
  }).timeout(300_000)
})
