import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { freePort, SiteProcess } from '#tests/site_process'
import { ask } from '#tests/small_site'

const PAGES = 20
const ACTS = 10_000
const EDIT_EVERY = 20
const VISITORS = 10
/** Milliseconds after a commit from which nobody may see what was before. */
const PROMISED = 1_000

interface Edit {
  version: number
  /** Milliseconds of the clock, when the database had said that it is committed. */
  committedAt: number
}

const addressOf = (page: number): string => `/kept/page-${page}/`

function anyPage(): number {
  return Math.floor(Math.random() * PAGES)
}

/** Pages whose title says how often they were changed. */
class EditedPages {
  readonly #edits: Edit[][] = Array.from({ length: PAGES }, () => [{ version: 0, committedAt: -Infinity }])
  done = 0

  async make(): Promise<void> {
    const rows = this.#edits.map((_edits, page) => ({
      ...{ title: 'Version 0', path: `kept/page-${page}`, content_markup_type: 'html' },
      ...{ content: 'Text', content_rendered: '<p>Text</p>', description: '' },
    }))
    await db.table('pages_pages').multiInsert(rows)
  }

  async remove(): Promise<void> {
    await db.from('pages_pages').where('path', 'like', 'kept/page-%').delete()
  }

  async editOne(): Promise<void> {
    // One page after the other, so that two edits never overtake each other.
    const [page, version] = [this.done % PAGES, Math.floor(this.done / PAGES) + 1]
    this.done += 1
    await db
      .from('pages_pages')
      .where('path', `kept/page-${page}`)
      .update({ title: `Version ${version}` })
    this.#edits[page]!.push({ version, committedAt: performance.now() })
  }

  /** @returns the oldest version that somebody may be shown who asks now */
  oldestAllowed(page: number): number {
    const limit = performance.now() - PROMISED
    return this.#edits[page]!.findLast(({ committedAt }) => committedAt <= limit)!.version
  }
}

test.group('Pages kept by two processes', () => {
  test('are never older than a second, in ten thousand edits and reads', async ({ assert, cleanup }) => {
    const pages = new EditedPages()
    await pages.make()
    cleanup(() => pages.remove())
    const sites: SiteProcess[] = []
    for (let process = 0; process < 2; process += 1) {
      const port = await freePort()
      const site = new SiteProcess('bin/server.ts', port, {
        APP_URL: `http://localhost:${port}`,
        RATELIMIT_ENABLED: 'false',
      })
      cleanup(() => site.kill())
      sites.push(site)
    }
    await Promise.all(sites.map((site) => site.listening()))

    let [acts, hits] = [0, 0]
    const stale: string[] = []
    const read = async (site: SiteProcess): Promise<void> => {
      const page = anyPage()
      const oldest = pages.oldestAllowed(page)
      const { body, headers } = await ask(site.port, addressOf(page))
      const shown = Number(/<h1[^>]*>\s*Version (\d+)/.exec(body)?.[1] ?? Number.NaN)
      if (!(shown >= oldest)) stale.push(`${addressOf(page)} shows ${shown} and not ${oldest}`)
      if (String(headers['cache-status']).includes('hit')) hits += 1
    }
    const visitor = async (): Promise<void> => {
      while (acts < ACTS) {
        acts += 1
        if (acts % EDIT_EVERY === 0) await pages.editOne()
        else await read(sites[acts % sites.length]!)
      }
    }
    await Promise.all(Array.from({ length: VISITORS }, visitor))
    assert.isEmpty(stale)
    assert.equal(pages.done, ACTS / EDIT_EVERY)
    assert.isAbove(hits, ACTS / 20, 'pages were kept between edits')
  }).timeout(300_000)
})
