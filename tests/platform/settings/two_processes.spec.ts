import pg from 'pg'
import { test } from '@japa/runner'
import { runAce, startSite, type SiteProcess } from '../features/site_process.js'
import { throwawayDatabase } from '../features/throwaway_database.js'
import { waitUntil } from '../features/wait_until.js'

/** What every process must do after a change, in milliseconds. */
const PROMISE = 1000
const KEY = 'site.package_index'
const PYPI = 'https://pypi.example/'

const links = (html: string) => html.includes(`href="${PYPI}"`)
const linksNot = (html: string) => !links(html)

async function home({ url }: SiteProcess): Promise<string> {
  const response = await fetch(url, { headers: { accept: 'text/html' } })
  return response.text()
}

test.group('Settings of two processes', (group) => {
  group.each.timeout(300_000)

  let sites: SiteProcess[] = []
  let environment: { DATABASE_URL: string } = { DATABASE_URL: '' }

  group.setup(async () => {
    const database = await throwawayDatabase('settings')
    environment = { DATABASE_URL: database.url }
    const { exitCode, output } = await runAce(['migration:run'], environment)
    if (exitCode !== 0) throw new Error(output)
    sites = await Promise.all([startSite(environment), startSite(environment)])
    return async () => {
      await Promise.all(sites.map((site) => site.stop()))
      await database.drop()
    }
  })

  /** True when the home pages of both servers are so within the promised time; both are kept by the page cache. */
  async function both(isSo: (html: string) => boolean, since = Date.now()): Promise<boolean> {
    const left = since + PROMISE - Date.now()
    const answers = sites.map((site) => waitUntil(async () => isSo(await home(site)), left))
    return (await Promise.all(answers)).every(Boolean)
  }

  test('follow a command within a second', async ({ assert }) => {
    assert.isTrue(await both(linksNot))
    const set = await runAce(['setting:set', KEY, PYPI, '--reason=a test'], environment)
    assert.equal(set.exitCode, 0, set.output)
    assert.isTrue(await both(links, set.finishedAt))
    const reset = await runAce(['setting:reset', KEY], environment)
    assert.equal(reset.exitCode, 0, reset.output)
    assert.isTrue(await both(linksNot, reset.finishedAt))
  })

  test('follow a change by hand in the database', async ({ assert }) => {
    const client = new pg.Client({ connectionString: environment.DATABASE_URL })
    await client.connect()
    await client.query('insert into settings (key, value) values ($1, $2)', [KEY, PYPI])
    assert.isTrue(await both(links))
    await client.query("update settings set value = 'nowhere'")
    assert.isTrue(await both(linksNot))
    await client.query('truncate settings')
    await client.end()
  })

  test('give way to the environment, and are there from the first page on', async ({ assert, cleanup }) => {
    await runAce(['setting:set', KEY, PYPI], environment)
    const [late, locked] = await Promise.all([
      startSite(environment),
      startSite({ ...environment, PACKAGE_INDEX_URL: 'https://locked.example/' }),
    ])
    cleanup(() => Promise.all([late.stop(), locked.stop()]).then(() => undefined))
    assert.include(await home(late), `href="${PYPI}"`)
    assert.include(await home(locked), 'href="https://locked.example/"')
  })

  test('keep a process from starting when its environment is wrong', async ({ assert }) => {
    const { exitCode, output } = await runAce(['setting:list'], {
      ...environment,
      SETTING_DOWNLOADS__NEWEST_SHOWN: '0',
    })
    assert.notEqual(exitCode, 0)
    assert.include(output, 'SETTING_DOWNLOADS__NEWEST_SHOWN is "0". Write a whole number from 1 to 20.')
  })
})
