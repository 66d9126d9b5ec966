import testUtils from '@adonisjs/core/services/test_utils'
import { MediaLibrary, storeImage } from '@pydotorg/platform/media'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import app from '@adonisjs/core/services/app'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { animation, phonePhoto, photo } from '../../platform/media/sample_images.js'

const creator = null

async function bytesOf(client: ApiClient, path: string): Promise<Buffer> {
  const response = await client.get(path)
  response.assertStatus(200)
  return response.body() as Buffer
}

test.group('Images at their addresses', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are sent in sizes and formats, the right way up and without where they were taken', async ({
    client,
    assert,
  }) => {
    const { key } = await storeImage({ name: 'a.jpg', bytes: await phonePhoto(1400, 700) }, { creator })
    for (const [format, decoded] of [
      ['avif', 'heif'],
      ['webp', 'webp'],
      ['jpg', 'jpeg'],
    ]) {
      const response = await client.get(`/media/${key}/small.${format}`)
      response.assertStatus(200)
      const facts = await sharp(response.body() as Buffer).metadata()
      assert.containsSubset(facts, { format: decoded, width: 480, height: 960 })
      assert.isUndefined(facts.exif)
      assert.isUndefined(facts.orientation)
    }
  })

  test('are cut to a square as thumbnails, and never enlarged', async ({ client, assert }) => {
    const { key } = await storeImage(
      { name: 'a.png', bytes: await (await photo(500, 300)).png().toBuffer() },
      { creator }
    )
    const square = await sharp(await bytesOf(client, `/media/${key}/thumbnail.webp`)).metadata()
    assert.containsSubset(square, { width: 160, height: 160 })
    const large = await sharp(await bytesOf(client, `/media/${key}/large.png`)).metadata()
    assert.containsSubset(large, { format: 'png', width: 500, height: 300 })
  })

  test('keep moving', async ({ client, assert }) => {
    const { key } = await storeImage({ name: 'a.gif', bytes: await animation(4) }, { creator })
    for (const format of ['webp', 'gif']) {
      const body = await bytesOf(client, `/media/${key}/small.${format}`)
      assert.equal((await sharp(body, { animated: true }).metadata()).pages, 4)
    }
    const avif = await client.get(`/media/${key}/small.avif`)
    avif.assertStatus(404)
  })

  test('may be kept for ever by everybody, whoever asks, and cost no query once they are made', async ({
    client,
    assert,
  }) => {
    const { key } = await storeImage(
      { name: 'a.png', bytes: await (await photo(50, 30)).png().toBuffer() },
      { creator }
    )
    const path = `/media/${key}/small.webp`
    await client.get(path)
    const user = await UserFactory.create()
    assert.deepEqual(await countQueries(() => client.get(path).loginAs(user)), [])
    const response = await client.get(path).loginAs(user)
    response.assertHeader('cache-control', 'public, max-age=31536000, immutable')
    response.assertHeader('content-type', 'image/webp')
    response.assertHeader('x-content-type-options', 'nosniff')
    assert.notProperty(response.headers(), 'set-cookie')
    const etag = String(response.header('etag'))
    const again = await client.get(path).header('if-none-match', etag)
    again.assertStatus(304)
    assert.equal(again.header('cache-control'), response.header('cache-control'))
  })

  test('are announced to HEAD with their length', async ({ client, assert }) => {
    const { key } = await storeImage(
      { name: 'a.png', bytes: await (await photo(51, 30)).png().toBuffer() },
      { creator }
    )
    const body = await bytesOf(client, `/media/${key}/small.png`)
    const head = await client.head(`/media/${key}/small.png`)
    head.assertStatus(200)
    assert.equal(head.header('content-length'), String(body.byteLength))
  })

  test('are not found in other sizes or formats, with other keys, or when they are gone', async ({ client }) => {
    const bytes = await (await photo(52, 30)).png().toBuffer()
    const image = await storeImage({ name: 'a.png', bytes }, { creator })
    const files = ['huge.webp', 'small.jpg', 'small.svg', 'original.png', 'small.webp.txt', '..%2foriginal', 'small']
    for (const file of files) (await client.get(`/media/${image.key}/${file}`)).assertStatus(404)
    const other = await client.get(`/media/${'0'.repeat(40)}/small.webp`)
    other.assertStatus(404)
    const signedIn = await client.get(`/media/${'0'.repeat(40)}/small.webp`).loginAs(await UserFactory.create())
    signedIn.assertStatus(404)
    const before = await client.get(`/media/${image.key}/small.webp`)
    before.assertStatus(200)
    await (await app.container.make(MediaLibrary)).removeImage(image)
    const after = await client.get(`/media/${image.key}/small.webp`)
    after.assertStatus(404)
    const conditional = await client
      .get(`/media/${image.key}/small.webp`)
      .header('if-none-match', String(before.header('etag')))
    conditional.assertStatus(404)
  })
})
