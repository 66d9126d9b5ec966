import { HttpContextFactory } from '@adonisjs/core/factories/http'
import type { HttpContext } from '@adonisjs/core/http'
import edge from 'edge.js'
import { test } from '@japa/runner'
import { acceptsStreams, answerWithStreams, renderStreams, type TurboStream } from '@pydotorg/platform/turbo'

const OF_TURBO = 'text/vnd.turbo-stream.html, text/html, application/xhtml+xml'
const VIEW = 'turbo_test/cat'

function requestWith(accept: string | undefined): HttpContext & { flashed: Record<string, string> } {
  const ctx = new HttpContextFactory().create()
  if (accept !== undefined) ctx.request.request.headers.accept = accept
  const flashed: Record<string, string> = {}
  const session = { flash: (key: string, value: string) => void (flashed[key] = value) }
  return Object.assign(ctx, { flashed, session: session as never })
}

/** Without what spaces there are between tags and between attributes. */
const oneLine = (html: unknown): string =>
  String(html)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([<>]) ?/g, '$1')

test.group('Turbo Streams', (group) => {
  group.setup(() => {
    edge.registerTemplate(VIEW, { template: '<p>{{ name }}</p>' })
    edge.registerTemplate(`${VIEW}_streams`, {
      template: "@ui.stream({ action: 'append', target: 'cats' })\n<p>{{ name }}</p>\n@end",
    })
    return () => [VIEW, `${VIEW}_streams`].forEach((name) => edge.removeTemplate(name))
  })

  for (const [stream, html] of [
    [
      { action: 'append', target: 'cats', view: VIEW, data: { name: '<b>Tom</b>' } },
      '<turbo-stream action="append" target="cats"><template><p>&lt;b&gt;Tom&lt;/b&gt;</p></template></turbo-stream>',
    ],
    [
      { action: 'replace', target: 'cats', view: VIEW, data: { name: 'Tom' }, morph: true },
      '<turbo-stream action="replace" target="cats" method="morph"><template><p>Tom</p></template></turbo-stream>',
    ],
    [{ action: 'remove', target: 'a"b' }, '<turbo-stream action="remove" target="a&quot;b"></turbo-stream>'],
    [{ action: 'refresh' }, '<turbo-stream action="refresh"></turbo-stream>'],
    [
      { view: `${VIEW}_streams`, data: { name: 'Tom' } },
      '<turbo-stream action="append" target="cats"><template><p>Tom</p></template></turbo-stream>',
    ],
  ] as [TurboStream, string][]) {
    test(`are written: ${html}`, async ({ assert }) => {
      assert.equal(oneLine(await renderStreams(edge, [stream])), html)
    })
  }

  test('stand in the order in which they happen', async ({ assert }) => {
    const body = await renderStreams(edge, [{ action: 'remove', target: 'first' }, { action: 'refresh' }])
    assert.isBelow(body.indexOf('first'), body.indexOf('refresh'))
  })

  for (const [accept, accepted] of [
    [OF_TURBO, true],
    ['text/html', false],
    ['*/*', false],
    ['text/*', false],
    ['text/vnd.turbo-stream.html;q=0, text/html', false],
    [undefined, false],
  ] as const) {
    test(`are ${accepted ? '' : 'not '}sent to who accepts ${accept}`, ({ assert }) => {
      assert.equal(acceptsStreams(requestWith(accept)), accepted)
    })
  }

  test('answer a form that Turbo sent, and tell what was done', async ({ assert }) => {
    const ctx = requestWith(OF_TURBO)
    await answerWithStreams(ctx, {
      page: '/cats/',
      notice: 'Tom & Jerry are here.',
      streams: () => [{ action: 'append', target: 'cats', view: VIEW, data: { name: 'Tom' } }],
    })
    const body = oneLine(ctx.response.getBody())
    assert.equal(ctx.response.getStatus(), 200)
    assert.equal(ctx.response.getHeader('content-type'), 'text/vnd.turbo-stream.html; charset=utf-8')
    assert.equal(ctx.response.getHeader('vary'), 'Accept')
    assert.include(body, '<p>Tom</p>')
    assert.match(body, /action="update" target="notices".*Tom &amp; Jerry are here\./)
    assert.deepEqual(ctx.flashed, {})
  })

  test('are not rendered for anybody else, who is led to the page', async ({ assert }) => {
    const ctx = requestWith('text/html')
    const streams = (): never => {
      throw new Error('Nobody asked for streams.')
    }
    await answerWithStreams(ctx, { page: '/cats/', notice: 'Tom is here.', streams })
    assert.equal(ctx.response.getStatus(), 303)
    assert.equal(ctx.response.getHeader('location'), '/cats/')
    assert.equal(ctx.response.getHeader('vary'), 'Accept')
    assert.deepEqual(ctx.flashed, { notice: 'Tom is here.' })
  })
})
