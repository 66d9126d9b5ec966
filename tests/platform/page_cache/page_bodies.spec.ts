import { test } from '@japa/runner'
import { keptPage } from '@pydotorg/platform/page_cache/kept_page'
import { compressed, withBody } from '@pydotorg/platform/page_cache/page_bodies'
import { PageRendering } from '@pydotorg/platform/page_cache/page_rendering'

const TYPE = 'text/html; charset=utf-8'

test.group('Bodies of pages that are kept', () => {
  test('lie in memory of their own, not in a part of what Node hands out in large pieces', async ({ assert }) => {
    const headers = new Map([['content-type', { name: 'Content-Type', value: TYPE }]])
    const answer = { status: 200, headers, body: Buffer.from('What everybody may read. '.repeat(100)) }
    const how = { accepts: null, head: true, lifetime: 60 }
    const page = keptPage(answer, new PageRendering(0, 'http://site.test'), how)
    const variants = await compressed(page, TYPE)
    const zipped = withBody({ ...page, variants: variants! }, 'gzip').variants
    const plain = withBody({ ...page, variants: variants! }, 'identity').variants
    for (const body of [variants?.br?.body, zipped.gzip?.body, plain.identity.body]) {
      assert.equal(body?.buffer.byteLength, body?.length)
    }
  })
})
