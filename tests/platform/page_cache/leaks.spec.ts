import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { test } from '@japa/runner'
import { currentRendering } from '@pydotorg/platform/page_cache/page_rendering'
import { pageServer, type Answer } from './page_server.js'

/** What a visitor may bring; each of it makes an answer theirs alone. */
interface Visitor {
  name: string
  headers: Record<string, string>
}

const NAMES = ['ada', 'guido', 'barbara', 'tim']

/** Ways in which somebody is known, as the site has them, and as nobody should rely on. */
const visitors: fc.Arbitrary<Visitor> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    by: fc.constantFrom('session', 'token', 'flash', 'percentage', 'agent', 'language', 'referrer'),
  })
  .map(({ name, by }) => ({
    name,
    headers: {
      session: { cookie: `_ga=1; pydotorg_session=${name}` },
      token: { authorization: `Bearer ${name}` },
      flash: { cookie: `flash=${name}` },
      percentage: { cookie: `visitor=${name}` },
      agent: { 'user-agent': name },
      language: { 'accept-language': name },
      referrer: { referer: `https://elsewhere.test/?for=${name}` },
    }[by] as Record<string, string>,
  }))

const guest = fc.constant<Visitor>({ name: 'nobody', headers: {} })

/** What a page does with whom it sees: what a careless one would. */
const KINDS = ['greets', 'sets a cookie', 'is private', 'varies', 'asks a feature', 'is missing', 'is plain'] as const
type Kind = (typeof KINDS)[number]

const visit = fc.record({
  visitor: fc.oneof(guest, visitors),
  kind: fc.constantFrom(...KINDS),
  number: fc.integer({ min: 1, max: 2 }),
  query: fc.constantFrom('', '?utm_source=ada', '?for=guido', '?page=1'),
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD'),
})

/** Everything by which a page could know for whom it is made. */
function seenIn(headers: NodeJS.Dict<string | string[]>, url: string): string {
  const told = [...Object.entries(headers), ['url', url.split('?')[1] ?? '']]
    .filter(([name]) => name !== 'host')
    .map(([, value]) => String(value))
    .join(' ')
  return NAMES.find((name) => told.includes(name)) ?? 'nobody'
}

function behave(kind: string, who: string, response: ServerResponse): void {
  if (kind === 'sets a cookie' && who !== 'nobody') response.setHeader('Set-Cookie', `is=${who}`)
  if (kind === 'is private' && who !== 'nobody') response.setHeader('Cache-Control', 'private, no-cache')
  if (kind === 'varies') response.setHeader('Vary', 'Cookie')
  if (kind === 'asks a feature') currentRendering()?.refuse('a feature for some visitors')
  if (kind === 'is missing') response.statusCode = 404
}

test.group('A page for one visitor', () => {
  test('never reaches another, whatever pages do and visitors bring', async ({ assert, cleanup }) => {
    const site = await pageServer(
      ({ headers, url = '' }, response) => {
        const kind = decodeURIComponent(url.split('/')[1]!).replaceAll('-', ' ')
        const rendering = currentRendering()
        rendering?.declare({ lifetime: 60 })
        // What `publicPage()` does: a page that may be kept sees nothing by which visitors differ.
        if (rendering) for (const name of ['user-agent', 'accept-language', 'referer', 'cookie']) delete headers[name]
        const who = seenIn(headers, url)
        behave(kind, who, response)
        response.end(`for ${who}`)
      },
      { route: { query: { page: /^\d$/ } } }
    )
    cleanup(() => site.close())
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { minLength: 4, maxLength: 14 }), async (visits) => {
        site.cache.clear()
        // Half of them at once, since waiting for each other's pages is where they could get mixed up.
        const ask = ({ visitor, kind, number, query, method }: (typeof visits)[number]): Promise<Answer> =>
          site.ask(`/${(kind as Kind).replaceAll(' ', '-')}/${number}/${query}`, visitor.headers, method)
        const half = visits.length >> 1
        const answers = [...(await Promise.all(visits.slice(0, half).map(ask)))]
        for (const each of visits.slice(half)) answers.push(await ask(each))
        for (const [index, { text, headers }] of answers.entries()) {
          const { visitor, query } = visits[index]!
          const allowed = ['nobody', visitor.name, ...NAMES.filter((name) => query.includes(name))]
          const addressed = /for (\w+)/.exec(text)?.[1] ?? 'nobody'
          assert.include(allowed, addressed)
          for (const cookie of headers['set-cookie'] ?? []) assert.include(allowed, cookie.replace('is=', ''))
        }
      }),
      { numRuns: 40 }
    )
    assert.isAbove(site.cache.counts().hits, 0)
  })
})
