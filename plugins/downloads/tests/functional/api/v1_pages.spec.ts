import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { createApiRows } from './api_rows.js'
import { ask, askJson } from './ask.js'

const OS = '/api/v1/downloads/os/'
const RELEASES = '/api/v1/downloads/release/'

test.group('API v1, pages of a list', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => createApiRows())

  test('point to the next and the previous one: {0}')
    .with([
      ['limit=2', 0, `${OS}?limit=2&offset=2`, null],
      ['limit=2&offset=2', 2, `${OS}?limit=2&offset=4`, `${OS}?limit=2&offset=0`],
      ['limit=2&offset=4', 4, null, `${OS}?limit=2&offset=2`],
      // Less than a page before: python.org shows no way back.
      ['limit=2&offset=1', 1, `${OS}?limit=2&offset=3`, null],
      ['limit=5', 0, null, null],
      ['offset=100', 100, null, `${OS}?limit=20&offset=80`],
    ] as [string, number, string | null, string | null][])
    .run(async ({ assert }, [query, offset, next, previous]) => {
      const { meta } = await askJson(`${OS}?${query}`)
      assert.equal(meta.offset, offset)
      assert.equal(meta.next, next)
      assert.equal(meta.previous, previous)
      assert.equal(meta.total_count, 5)
    })

  test('lead through the whole list', async ({ assert }) => {
    const slugs: string[] = []
    let path: string | null = `${OS}?limit=2`
    while (path) {
      const page = await askJson(path)
      slugs.push(...page.objects.map((row: { slug: string }) => row.slug))
      path = page.meta.next
    }
    assert.deepEqual(slugs, ['android', 'source', 'windows', 'ios', 'macos'])
  })

  test('keep the other parameters, in their order and encoding', async ({ assert }) => {
    const query = "limit=1&version=3&foo=a+b&foo=c%20d&bar=%C3%A9/~!*'()&offset=2"
    const kept = 'version=3&foo=a+b&foo=c+d&bar=%C3%A9%2F~%21%2A%27%28%29'
    const { meta } = await askJson(`${RELEASES}?${query}`)
    assert.equal(meta.next, `${RELEASES}?${kept}&limit=1&offset=3`)
    assert.equal(meta.previous, `${RELEASES}?${kept}&limit=1&offset=1`)
    const empty = await askJson(`${OS}?limit=1&&foo&bar=&=x`)
    assert.equal(empty.meta.next, `${OS}?foo=&bar=&=x&limit=1&offset=1`)
  })

  test('hold 1000 rows at most, and as many when all are asked for: limit={$self}')
    .with(['0', '1001', '5000', '9999999999999999999999'])
    .run(async ({ assert }, limit) => {
      const { meta, objects } = await askJson(`${OS}?limit=${limit}`)
      assert.equal(meta.limit, 1000)
      assert.lengthOf(objects, 5)
    })

  test('read numbers as Python does: limit={$self}')
    .with(['2', '%202', '+2', '%2B2', '02', '0_2'])
    .run(async ({ assert }, limit) => {
      assert.equal((await askJson(`${OS}?limit=${limit}`)).meta.limit, 2)
    })

  test('refuse what is no number: {0}')
    .with([
      ['limit=abc', `Invalid limit 'abc' provided. Please provide a positive integer.`],
      ['limit=', `Invalid limit '' provided. Please provide a positive integer.`],
      ['limit=1.5', `Invalid limit '1.5' provided. Please provide a positive integer.`],
      ['limit=-1', `Invalid limit '-1' provided. Please provide a positive integer &gt;= 0.`],
      ['offset=x', `Invalid offset 'x' provided. Please provide an integer.`],
      ['offset=-1', `Invalid offset '-1' provided. Please provide a positive integer &gt;= 0.`],
      ['offset=9999999999999999999999', `Invalid offset '9999999999999999999999' provided. Please provide an integer.`],
      [`limit=a'<b>&offset=x`, `Invalid limit 'a'&lt;b&gt;' provided. Please provide a positive integer.`],
    ] as [string, string][])
    .run(async ({ assert }, [query, error]) => {
      const answer = await ask(`${OS}?${query.replace('<', '%3C').replace('>', '%3E')}`)
      assert.equal(answer.status, 400)
      assert.equal(answer.headers['content-type'], 'application/json')
      assert.equal(answer.body, `{"error": ${JSON.stringify(error)}}`)
    })

  test('have no order but their own: {0}')
    .with([
      [`${OS}?order_by=name`, `The 'name' field does not allow ordering.`],
      [`${OS}?order_by=-name`, `The 'name' field does not allow ordering.`],
      [`${OS}?sort_by=slug`, `The 'slug' field does not allow ordering.`],
      [`${OS}?order_by=foo`, `No matching 'foo' field for ordering on.`],
      [`${OS}?order_by=`, `No matching '' field for ordering on.`],
      [`${RELEASES}?order_by=-release_date`, `The 'release_date' field does not allow ordering.`],
      ['/api/v1/downloads/release_file/?order_by=os__name', `The 'os' field does not allow ordering.`],
    ] as [string, string][])
    .run(async ({ assert }, [path, error]) => {
      const answer = await ask(path)
      assert.equal(answer.status, 400)
      assert.equal(answer.body, `{"error": ${JSON.stringify(error)}}`)
    })

  test('refuse a filter first, then an order, then a limit', async ({ assert }) => {
    const all = await askJson('/api/v1/downloads/release_file/?limit=x&order_by=x&description=1')
    assert.equal(all.error, `'exact' is not an allowed filter on the 'description' field.`)
    const two = await askJson('/api/v1/downloads/release_file/?limit=x&order_by=x')
    assert.equal(two.error, `No matching 'x' field for ordering on.`)
  })
})
