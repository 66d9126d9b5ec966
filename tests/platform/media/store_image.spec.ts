import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { MediaImage, MediaLibrary, MediaStore, storeImage, UploadRefused } from '@pydotorg/platform/media'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { animation, phonePhoto, photo, pngThatClaims } from './sample_images.js'

const creator = null

async function refusal(name: string, bytes: Uint8Array): Promise<string> {
  try {
    await storeImage({ name, bytes }, { creator })
  } catch (error) {
    if (error instanceof UploadRefused) return error.message
    throw error
  }
  return ''
}

test.group('Images that are taken in', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('keep what they are, by their bytes and as they are shown', async ({ assert }) => {
    const user = await UserFactory.create()
    const bytes = await phonePhoto(400, 200)
    const image = await storeImage({ name: '../../etc/IMG 1.PNG', bytes }, { creator: user })
    assert.containsSubset((await MediaImage.findOrFail(image.id)).toJSON(), {
      name: 'IMG 1.jpg',
      contentType: 'image/jpeg',
      fallbackFormat: 'jpeg',
      width: 200,
      height: 400,
      frames: 1,
      byteSize: bytes.byteLength,
      creatorId: user.id,
    })
    assert.match(image.key, /^[0-9a-f]{40}$/)
    const store = await app.container.make(MediaStore)
    assert.deepEqual(await store.read(`images/${image.key}/original`), bytes)
  })

  for (const format of ['png', 'webp', 'avif'] as const) {
    test(`may be ${format}`, async ({ assert }) => {
      const bytes = await (await photo(60, 40)).toFormat(format).toBuffer()
      const image = await storeImage({ name: 'picture', bytes }, { creator })
      assert.containsSubset(image.toJSON(), { contentType: `image/${format}`, width: 60, height: 40 })
      assert.equal(image.fallbackFormat, format === 'png' ? 'png' : 'jpeg')
    })
  }

  test('may move', async ({ assert }) => {
    const image = await storeImage({ name: 'a.gif', bytes: await animation(5) }, { creator })
    assert.containsSubset(image.toJSON(), { frames: 5, fallbackFormat: 'gif', width: 24, height: 16 })
  })

  test('are one row for the same bytes, even when two people send them at once', async ({ assert }) => {
    const bytes = await (await photo(31, 17)).png().toBuffer()
    const first = await storeImage({ name: 'a.png', bytes }, { creator })
    const second = await storeImage({ name: 'b.png', bytes }, { creator })
    assert.equal(second.id, first.id)
    assert.equal(second.name, 'a.png')
    assert.isTrue(second.updatedAt >= first.updatedAt)
    const [{ count }] = await db.from('media_images').where('key', first.key).count('*')
    assert.equal(Number(count), 1)
  })

  test('are gone with their files when they are removed', async ({ assert }) => {
    const image = await storeImage({ name: 'a.png', bytes: await (await photo(33, 17)).png().toBuffer() }, { creator })
    const [library, store] = [await app.container.make(MediaLibrary), await app.container.make(MediaStore)]
    await store.put(`images/${image.key}/small.webp`, Buffer.from('made'), 'image/webp')
    await library.removeImage(image)
    assert.isNull(await MediaImage.find(image.id))
    for (const file of ['original', 'small.webp']) assert.isNull(await store.find(`images/${image.key}/${file}`))
  })
})

test.group('Images that are refused', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lie about their type', async ({ assert }) => {
    assert.match(
      await refusal('logo.png', Buffer.from('<html><script>alert(1)</script></html>')),
      /no image.*Send a JPEG/
    )
    assert.match(await refusal('logo.png', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')), /It is a PDF file/)
    assert.match(await refusal('logo.png', Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])), /It is a EXE file|no image/)
  })

  test('have 200 megapixels, which is told from the header alone', async ({ assert }) => {
    const before = process.memoryUsage().rss
    assert.match(
      await refusal('big.png', await pngThatClaims(20_000, 10_000)),
      /200 megapixels.*50 are the most.*Scale/
    )
    assert.isBelow(process.memoryUsage().rss - before, 100 * 1024 * 1024)
  })

  test('are too long on one side', async ({ assert }) => {
    assert.match(await refusal('long.png', await pngThatClaims(20_000, 2)), /no side may be longer than 16383/)
  })

  test('have too many pictures', async ({ assert }) => {
    assert.match(await refusal('long.gif', await animation(301, 2, 2)), /301 pictures, and 300 are the most/)
  })

  test('are cut off or damaged', async ({ assert }) => {
    const whole = await (await photo(300, 200)).jpeg().toBuffer()
    assert.match(await refusal('half.jpg', whole.subarray(0, whole.length / 2)), /damaged or incomplete/)
    const png = await sharp(whole).png().toBuffer()
    png.fill(0, 100, 200)
    assert.match(await refusal('broken.png', png), /damaged or incomplete/)
  })

  test('are empty or too big', async ({ assert }) => {
    assert.match(await refusal('empty.png', Buffer.alloc(0)), /empty/)
    assert.match(await refusal('big.png', Buffer.alloc(15 * 1024 * 1024 + 1, 1)), /bigger than 15\.0.MB/)
  })

  test('leave no row behind', async ({ assert }) => {
    await refusal('logo.png', Buffer.from('no image'))
    assert.lengthOf(await MediaImage.query().where('name', 'logo.png'), 0)
  })

  test('are told beside the field of the form', async ({ assert }) => {
    const error = await storeImage({ name: 'a.png', bytes: Buffer.from('x') }, { creator })
      .catch(UploadRefused.beside('logo'))
      .catch((thrown: unknown) => thrown as { messages: { field: string; message: string }[] })
    assert.containsSubset((error as { messages: object[] }).messages, [{ field: 'logo' }])
  })
})
