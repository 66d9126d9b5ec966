import { join } from 'node:path'
import { test } from '@japa/runner'
import { TemporaryFolders } from '#tests/temporary_folder'
import { testMemcached } from '#tests/test_memcached'
import { testRedis } from '#tests/test_redis'
import { runAce, startSite, type SiteProcess } from '../features/site_process.js'
import { throwawayDatabase, type ThrowawayDatabase } from '../features/throwaway_database.js'
import { waitUntil } from '../features/wait_until.js'

/** Within so many milliseconds a change is seen everywhere. */
const PROMISE = 1000

test.group('Kept parts in two server processes', (group) => {
  group.each.timeout(300_000)
  const folders = new TemporaryFolders()
  group.teardown(() => folders.remove())

  let migrated: ThrowawayDatabase
  group.setup(async () => {
    migrated = await throwawayDatabase('kept_parts_migrated')
    const { exitCode, output } = await runAce(['migration:run'], { DATABASE_URL: migrated.url })
    if (exitCode !== 0) throw new Error(output)
    return () => migrated.drop()
  })

  /** The settings of each store that the machine has. */
  const places = [
    { name: 'memory', settings: {} },
    { name: 'database', settings: { CACHE_STORE: 'database' } },
    ...(testRedis ? [{ name: 'Redis', settings: { REDIS_URL: testRedis } }] : []),
    ...(testMemcached
      ? [{ name: 'Memcached', settings: { CACHE_STORE: 'memcached', MEMCACHED_SERVERS: new URL(testMemcached).host } }]
      : []),
  ]

  test('are new in both within a second of a change by a third ({name})')
    .with(places)
    .run(async ({ assert, cleanup }, { settings }) => {
      const database = await throwawayDatabase('kept_parts', migrated)
      cleanup(() => database.drop())
      const environment = { DATABASE_URL: database.url, ...settings }
      const folder = await folders.make({ 'old.html': '<b>old</b>', 'new.html': '<b>new</b>' })
      const write = (file: string) => runAce(['boxes:set', 'news', `--file=${join(folder, file)}`], environment)
      assert.equal((await write('old.html')).exitCode, 0)
      const sites = await Promise.all([startSite(environment), startSite(environment)])
      cleanup(async () => void (await Promise.all(sites.map((site) => site.stop()))))

      const shown = async ({ url }: SiteProcess) => (await fetch(`${url}/box/news/`)).text()
      assert.deepEqual(await Promise.all(sites.map(shown)), ['<b>old</b>', '<b>old</b>'])

      const changed = await write('new.html')
      assert.equal(changed.exitCode, 0, changed.output)
      const left = changed.finishedAt + PROMISE - Date.now()
      const seen = sites.map((site) => waitUntil(async () => (await shown(site)) === '<b>new</b>', left))
      assert.deepEqual(await Promise.all(seen), [true, true])
    })
})
