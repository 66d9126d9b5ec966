import pg from 'pg'
import { test } from '@japa/runner'
import { runAce, startSite, type FinishedCommand, type SiteProcess } from '../features/site_process.js'
import { throwawayDatabase } from '../features/throwaway_database.js'
import { waitUntil } from '../features/wait_until.js'

/** What every process must do after a change, in milliseconds. */
const PROMISE = 1000

const WORDS = ['--title=Moving house', '--message=The site rests on Sunday.', '--path=/']

async function home({ url }: SiteProcess): Promise<string> {
  const response = await fetch(url, { headers: { accept: 'text/html' } })
  return response.text()
}

test.group('What two processes keep in memory', (group) => {
  group.each.timeout(300_000)

  let sites: SiteProcess[] = []
  let environment: { DATABASE_URL: string } = { DATABASE_URL: '' }

  group.setup(async () => {
    const database = await throwawayDatabase('kept_in_memory')
    environment = { DATABASE_URL: database.url }
    const { exitCode, output } = await runAce(['migration:run'], environment)
    if (exitCode !== 0) throw new Error(output)
    sites = await Promise.all([startSite(environment), startSite(environment)])
    return async () => {
      await Promise.all(sites.map((site) => site.stop()))
      await database.drop()
    }
  })

  async function ace(...argv: string[]): Promise<FinishedCommand> {
    const finished = await runAce(argv, environment)
    if (finished.exitCode !== 0) throw new Error(finished.output)
    return finished
  }

  /** True when the home pages of both servers are so within the promised time. */
  async function bothShow(isSo: (html: string) => boolean, since = Date.now()): Promise<boolean> {
    const left = since + PROMISE - Date.now()
    const answers = sites.map((site) => waitUntil(async () => isSo(await home(site)), left))
    return (await Promise.all(answers)).every(Boolean)
  }

  test('banners come and go in both within a second of the command', async ({ assert }) => {
    await ace('banners:create', 'move', ...WORDS)
    const shown = await ace('banners:activate', 'move')
    assert.isTrue(await bothShow((html) => html.includes('The site rests on Sunday.'), shown.finishedAt))
    const withdrawn = await ace('banners:deactivate', 'move')
    assert.isTrue(await bothShow((html) => !html.includes('The site rests on Sunday.'), withdrawn.finishedAt))
  })

  test('menus are as staff want them in both within a second of the command', async ({ assert }) => {
    const added = await ace('navigation:add', 'Elsewhere', 'https://example.org/')
    assert.isTrue(await bothShow((html) => html.includes('href="https://example.org/"'), added.finishedAt))
    const hidden = await ace('navigation:hide', 'navigation.100001')
    assert.isTrue(await bothShow((html) => !html.includes('href="https://example.org/"'), hidden.finishedAt))
  })

  test('a change by hand in the database is heard as well', async ({ assert }) => {
    const client = new pg.Client({ connectionString: environment.DATABASE_URL })
    await client.connect()
    await client.query('update navigation_entries set is_hidden = false')
    assert.isTrue(await bothShow((html) => html.includes('href="https://example.org/"')))
    await client.query('delete from navigation_entries')
    assert.isTrue(await bothShow((html) => !html.includes('href="https://example.org/"')))
    await client.end()
  })

  test('a process that starts later shows all of it from its first page', async ({ assert, cleanup }) => {
    await ace('banners:activate', 'move')
    await ace('navigation:add', 'Elsewhere', 'https://example.org/')
    const late = await startSite(environment)
    cleanup(() => late.stop().then(() => undefined))
    const html = await home(late)
    assert.include(html, 'The site rests on Sunday.')
    assert.include(html, 'href="https://example.org/"')
  })

  test('a table that cannot be read costs no switch', async ({ assert }) => {
    const client = new pg.Client({ connectionString: environment.DATABASE_URL })
    await client.connect()
    await client.query('alter table banners_banners rename to banners_elsewhere')
    const disabled = await ace('plugin:disable', 'navigation')
    assert.isTrue(await bothShow((html) => !html.includes('href="https://example.org/"'), disabled.finishedAt))
    assert.isTrue(await bothShow((html) => html.includes('The site rests on Sunday.')))
    await client.query('alter table banners_elsewhere rename to banners_banners')
    await client.end()
  })
})
