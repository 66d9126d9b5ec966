import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { runAce, startSite, type FinishedCommand, type SiteProcess } from './site_process.js'
import { throwawayDatabase } from './throwaway_database.js'
import { waitUntil } from './wait_until.js'

/** A plugin with a page, and the page. */
const PLUGIN = 'downloads'
const PAGE = '/downloads/'

/** What every process must do after a command, in milliseconds. */
const PROMISE = 1000

async function status(url: string): Promise<number> {
  const response = await fetch(url, { headers: { accept: 'text/html' } })
  await response.arrayBuffer()
  return response.status
}

async function text(url: string): Promise<string> {
  const response = await fetch(url, { headers: { accept: 'text/html,application/xml' } })
  return response.ok ? response.text() : ''
}

/** Addresses that the plugin's manifest puts into the frame of every page: menus and feeds. */
async function contributedAddresses(): Promise<string[]> {
  const plugins = await app.container.make(PluginRegistry)
  const { navigation, feeds } = plugins.get(PLUGIN).manifest.contributes ?? {}
  const entries = Object.values(navigation ?? {}).flat()
  return [...entries, ...(feeds ?? [])].map(({ href }) => href)
}

/** @returns which of the contributed addresses a server shows on its home page and in its sitemap */
async function shownBy({ url }: SiteProcess): Promise<{ home: string[]; inSitemap: boolean }> {
  const [home, sitemap, addresses] = await Promise.all([
    text(`${url}/`),
    text(`${url}/sitemap.xml`),
    contributedAddresses(),
  ])
  return {
    home: addresses.filter((address) => home.includes(`href="${address}"`)),
    inSitemap: sitemap.includes(`${PAGE}</loc>`),
  }
}

test.group('Two server processes', (group) => {
  group.each.timeout(300_000)

  let sites: SiteProcess[] = []
  let environment: NodeJS.ProcessEnv = {}

  group.setup(async () => {
    const database = await throwawayDatabase('two_processes')
    environment = { DATABASE_URL: database.url }
    const { exitCode, output } = await runAce(['migration:run'], environment)
    if (exitCode !== 0) throw new Error(output)
    sites = await Promise.all([startSite(environment), startSite(environment)])
    return async () => {
      await Promise.all(sites.map((site) => site.stop()))
      await database.drop()
    }
  })

  /** True when both servers answer so within the promised time. */
  async function bothAnswer(expected: number, { finishedAt }: FinishedCommand): Promise<boolean> {
    const left = finishedAt + PROMISE - Date.now()
    const answers = sites.map(({ url }) => waitUntil(async () => (await status(url + PAGE)) === expected, left))
    return (await Promise.all(answers)).every(Boolean)
  }

  test('both drop a plugin within a second of plugin:disable, and have it back after plugin:enable', async ({
    assert,
  }) => {
    assert.deepEqual(await Promise.all(sites.map(({ url }) => status(url + PAGE))), [200, 200])
    const before = await Promise.all(sites.map(shownBy))
    assert.deepEqual(before[0]?.home, await contributedAddresses())

    const disabled = await runAce(['plugin:disable', PLUGIN, '--reason=a test'], environment)
    assert.equal(disabled.exitCode, 0, disabled.output)
    assert.isTrue(await bothAnswer(404, disabled))
    for (const site of sites) assert.deepEqual(await shownBy(site), { home: [], inSitemap: false })

    const enabled = await runAce(['plugin:enable', PLUGIN], environment)
    assert.equal(enabled.exitCode, 0, enabled.output)
    assert.isTrue(await bothAnswer(200, enabled))
    assert.deepEqual(await Promise.all(sites.map(shownBy)), before)
  })

  test('both say 503 in maintenance', async ({ assert }) => {
    const disabled = await runAce(['plugin:disable', PLUGIN, '--maintenance'], environment)
    assert.equal(disabled.exitCode, 0, disabled.output)
    assert.isTrue(await bothAnswer(503, disabled))
    const enabled = await runAce(['plugin:enable', PLUGIN], environment)
    assert.isTrue(await bothAnswer(200, enabled))
  })

  test('a command with an unknown name ends with exit code 1 and changes nothing', async ({ assert }) => {
    const refused = await runAce(['plugin:disable', 'downlods'], environment)
    assert.equal(refused.exitCode, 1)
    assert.include(refused.output, 'There is no plugin "downlods". Did you mean downloads?')
    assert.isTrue(await bothAnswer(200, refused))
  })

  test('a process that starts later answers as the others from its first request', async ({ assert, cleanup }) => {
    const disabled = await runAce(['plugin:disable', PLUGIN], environment)
    assert.equal(disabled.exitCode, 0, disabled.output)
    const late = await startSite(environment)
    cleanup(() => late.stop().then(() => undefined))
    assert.equal(await status(late.url + PAGE), 404)
    await runAce(['plugin:enable', PLUGIN], environment)
  })

  test('the environment of a process overrules the database', async ({ assert, cleanup }) => {
    const locked = await startSite({ ...environment, [`FEATURE_${PLUGIN.toUpperCase()}`]: 'maintenance' })
    cleanup(() => locked.stop().then(() => undefined))
    assert.equal(await status(locked.url + PAGE), 503)
  })

  test('a process ends by itself when it is told to', async ({ assert }) => {
    const site = await startSite(environment)
    const begin = Date.now()
    const { signal } = await site.stop()
    assert.isNull(signal)
    assert.isBelow(Date.now() - begin, 20_000)
  })
})
