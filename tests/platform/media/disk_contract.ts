import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import {
  DirectUpload,
  DirectUploads,
  ImageVariants,
  KeptFiles,
  MediaDocument,
  MediaLibrary,
  UploadRefused,
  type MediaImage,
  type MediaStore,
} from '@pydotorg/platform/media'
import { UserFactory } from '@pydotorg/platform/testing'
import { parseVariant } from '@pydotorg/platform/media'
import { test } from '@japa/runner'
import { buffer } from 'node:stream/consumers'
import { DateTime } from 'luxon'
import { photo } from './sample_images.js'

/** A kind of disk that media are kept on. */
export interface DiskUnderTest {
  name: string
  open: () => Promise<MediaStore>
  /** Where the addresses of tickets begin. */
  origin: () => string
}

async function picture(width: number): Promise<Buffer> {
  return (await photo(width, 20)).png().toBuffer()
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown)
  if (error instanceof UploadRefused) return error.message
  throw error instanceof Error ? error : new Error('nothing was refused')
}

/**
 * What every disk does for media; run over each kind.
 *
 * @param disk - the kind
 */
export function testDisk({ name, open, origin }: DiskUnderTest): void {
  test.group(`Media on ${name}`, (group) => {
    let store: MediaStore
    let library: MediaLibrary
    let uploads: DirectUploads
    group.setup(async () => {
      store = await open()
      library = new MediaLibrary(store)
      uploads = new DirectUploads(store, library)
    })
    group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

    const send = ({ address, method, headers }: Awaited<ReturnType<DirectUploads['begin']>>, body: Uint8Array) =>
      fetch(new URL(address, origin()), { method, headers, body: new Uint8Array(body) })

    const announce = (bytes: Uint8Array, kind: 'image' | 'document' = 'image') =>
      ({ kind, name: 'a picture.png', contentType: 'image/png', byteSize: bytes.byteLength }) as const

    test('files are written, found, read, listed and removed', async ({ assert }) => {
      const names = ['a', 'b', 'c', 'd', 'e/f']
      for (const file of names) await store.put(`images/one/${file}`, Buffer.from(`content of ${file}`), 'text/plain')
      await store.put('images/one-more/a', Buffer.from('x'), 'text/plain')
      assert.equal((await store.read('images/one/c')).toString(), 'content of c')
      const found = await store.find('images/one/e/f')
      assert.equal(found?.byteSize, 'content of e/f'.length)
      assert.equal((await buffer(await found!.stream())).toString(), 'content of e/f')
      const listed: string[] = []
      for await (const { path, at } of store.list('images/one')) {
        listed.push(path)
        assert.isBelow(Math.abs(at.getTime() - Date.now()), 60_000)
      }
      assert.sameMembers(
        listed,
        names.map((file) => `images/one/${file}`)
      )
      await store.removeFolder('images/one')
      for (const file of names) assert.isNull(await store.find(`images/one/${file}`))
      assert.isNotNull(await store.find('images/one-more/a'))
      await store.removeFolder('images/one-more')
    })

    test('an image is kept, its sizes are made once and kept, and all of it goes with it', async ({ assert }) => {
      const image = await library.storeImage({ name: 'a.png', bytes: await picture(70) }, { creator: null })
      let read = 0
      const counting = new Proxy(store, {
        get: (target, property) => {
          if (property === 'read') read += 1
          const value = Reflect.get(target, property, target) as unknown
          return typeof value === 'function' ? (value as () => unknown).bind(target) : value
        },
      })
      const variants = new ImageVariants(counting, new KeptFiles(store))
      const address = parseVariant('small.webp')!
      const together = await Promise.all(Array.from({ length: 8 }, () => variants.find(image.key, address)))
      assert.isTrue(together.every((file) => file !== null && file.byteSize > 0))
      assert.equal(read, 1)
      await variants.find(image.key, address)
      assert.equal(read, 1)
      await library.removeImage(image)
      assert.isNull(await variants.find(image.key, address))
    })

    test('an upload that does not pass through a form is begun, sent and finished', async ({ assert }) => {
      const user = await UserFactory.create()
      const bytes = await picture(71)
      const ticket = await uploads.begin(announce(bytes), user)
      assert.isTrue((await send(ticket, bytes)).ok)
      const image = (await uploads.finish(ticket.token, user)) as MediaImage
      assert.containsSubset(image.toJSON(), { name: 'a picture.png', width: 71, creatorId: user.id })
      assert.deepEqual(await store.read(`images/${image.key}/original`), bytes)
      assert.isNull(await store.find(`uploads/${ticket.token}/file`))
      assert.match(await refusal(uploads.finish(ticket.token, user)), /finished before/)
    })

    test('documents are sent the same way', async ({ assert }) => {
      const user = await UserFactory.create()
      const bytes = Buffer.from('%PDF-1.7\n1 0 obj')
      const announced = { ...announce(bytes, 'document'), name: 'By-laws.pdf', contentType: 'application/pdf' }
      const ticket = await uploads.begin(announced, user)
      await send(ticket, bytes)
      const document = await uploads.finish(ticket.token, user)
      assert.instanceOf(document, MediaDocument)
      assert.containsSubset(document.toJSON(), { name: 'By-laws.pdf', contentType: 'application/pdf' })
      const { updatedAt } = document
      assert.isTrue(updatedAt <= DateTime.utc().plus({ minutes: 1 }))
    })

    test('what arrives is checked as any upload is, and not kept when it is refused', async ({ assert }) => {
      const user = await UserFactory.create()
      const lie = Buffer.from('<html>no picture</html>')
      const ticket = await uploads.begin(announce(lie), user)
      await send(ticket, lie)
      assert.match(await refusal(uploads.finish(ticket.token, user)), /no image/)
      assert.isNull(await store.find(`uploads/${ticket.token}/file`))
    })

    test('what has not arrived, arrived with another length, or is somebody else’s is not taken', async ({
      assert,
    }) => {
      const [user, other] = await UserFactory.createMany(2)
      const bytes = await picture(72)
      const ticket = await uploads.begin(announce(bytes), user!)
      assert.match(await refusal(uploads.finish(ticket.token, user!)), /not arrived as a whole/)
      assert.isFalse((await send(ticket, Buffer.concat([bytes, bytes]))).ok)
      assert.match(await refusal(uploads.finish(ticket.token, user!)), /not arrived as a whole/)
      await send(ticket, bytes)
      assert.match(await refusal(uploads.finish(ticket.token, other!)), /too long|finished before/)
    })

    test('too big, too many, or too late is refused, and what is late is deleted', async ({ assert }) => {
      const user = await UserFactory.create()
      const bytes = await picture(73)
      const tooBig = { ...announce(bytes), byteSize: 16 * 1024 * 1024 }
      assert.match(await refusal(uploads.begin(tooBig, user)), /bigger than 15/)
      const ticket = await uploads.begin(announce(bytes), user)
      await send(ticket, bytes)
      await db
        .from('media_uploads')
        .where('token', ticket.token)
        .update({ expires_at: DateTime.utc().minus(1).toSQL() })
      assert.match(await refusal(uploads.finish(ticket.token, user)), /too long/)
      assert.equal(await uploads.expire(), 1)
      assert.isNull(await store.find(`uploads/${ticket.token}/file`))
      assert.lengthOf(await DirectUpload.query().where('token', ticket.token), 0)
      for (let begun = 0; begun < 20; begun += 1) await uploads.begin(announce(bytes), user)
      assert.match(await refusal(uploads.begin(announce(bytes), user)), /20 uploads that are not finished/)
    })
  })
}
