import testUtils from '@adonisjs/core/services/test_utils'
import { storeDocument, type UploadRefused } from '@pydotorg/platform/media'
import { test } from '@japa/runner'

const creator = null
const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex')

test.group('Documents', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('that browsers can show are shown, and may run nothing', async ({ client, assert }) => {
    const pdf = await storeDocument({ name: 'The “by-laws”.pdf', bytes: Buffer.from('%PDF-1.7\n') }, { creator })
    const response = await client.get(pdf.path)
    response.assertStatus(200)
    response.assertHeader('content-type', 'application/pdf')
    response.assertHeader('content-disposition', "inline; filename*=UTF-8''The%20%E2%80%9Cby-laws%E2%80%9D.pdf")
    response.assertHeader('cache-control', 'public, max-age=31536000, immutable')
    response.assertHeader('x-content-type-options', 'nosniff')
    assert.match(String(response.header('content-security-policy')), /^default-src 'none'/)
    const again = await client.get(pdf.path).header('if-none-match', String(response.header('etag')))
    again.assertStatus(304)
  })

  test('that are text are text, whatever stands in them', async ({ client, assert }) => {
    const bytes = Buffer.from('<!doctype html><script>alert(1)</script>')
    const { path, name } = await storeDocument({ name: 'page.html', bytes }, { creator })
    assert.equal(name, 'page.txt')
    const response = await client.get(path)
    response.assertHeader('content-type', 'text/plain; charset=utf-8')
    assert.include(String(response.header('content-security-policy')), 'sandbox')
    const table = await storeDocument({ name: 'table.csv', bytes: Buffer.from('a,b\n1,2\n') }, { creator })
    const saved = await client.get(table.path)
    saved.assertHeader('content-type', 'text/csv')
    assert.match(String(saved.header('content-disposition')), /^attachment/)
  })

  test('of other kinds are saved', async ({ client, assert }) => {
    const { path } = await storeDocument({ name: 'all.zip', bytes: zip }, { creator })
    const response = await client.get(path)
    response.assertHeader('content-type', 'application/zip')
    assert.match(String(response.header('content-disposition')), /^attachment; filename\*=UTF-8''all\.zip$/)
  })

  test('are not found under another name or key', async ({ client }) => {
    const { path } = await storeDocument({ name: 'one.pdf', bytes: Buffer.from('%PDF-1.7\none') }, { creator })
    ;(await client.get(path.replace('one.pdf', 'two.pdf'))).assertStatus(404)
    ;(await client.get(path.replace(/[0-9a-f]{40}/, '0'.repeat(40)))).assertStatus(404)
  })

  test('are refused when they are programs or unknown', async ({ assert }) => {
    const refused = (bytes: Buffer) =>
      storeDocument({ name: 'a.pdf', bytes }, { creator }).catch((error: UploadRefused) => error.message)
    assert.match(String(await refused(Buffer.from('7f454c460201010000000000000000000200', 'hex'))), /ELF file.*PDF/)
    assert.match(String(await refused(Buffer.from([0, 1, 2, 3, 255, 254]))), /no kind that is known here/)
  })
})

test.group('Addresses for uploads', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('that nobody was given are not found', async ({ client }) => {
    const response = await client.put('/api/v3/media/uploads/guessed/').header('content-type', 'image/png')
    response.assertStatus(404)
    response.assertHeader('content-type', 'application/problem+json')
  })
})
