import app from '@adonisjs/core/services/app'
import { MediaStore } from '@pydotorg/platform/media'
import { test } from '@japa/runner'
import { Disk } from 'flydrive'
import { S3Driver } from 'flydrive/drivers/s3'
import { S3Server } from '#tests/s3/s3_server'
import { testDisk } from './disk_contract.js'

const keys = { accessKeyId: 'AKTEST', secretAccessKey: 'a secret of this test' }
const bucket = 'uploads'
let storage: S3Server | null = null

function driverFor(url: string, credentials = keys): S3Driver {
  return new S3Driver({
    ...{ bucket, credentials, endpoint: url, region: 'eu-central-1', forcePathStyle: true },
    ...{ visibility: 'private', supportsACL: false },
    ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
  })
}

testDisk({
  name: 'a folder',
  open: () => app.container.make(MediaStore),
  origin: () => `http://127.0.0.1:${process.env.PORT}`,
})

testDisk({
  name: 'S3',
  open: async () => {
    storage = await S3Server.start({ bucket, keys })
    return new MediaStore(new Disk(driverFor(storage.url)))
  },
  origin: () => storage!.url,
})

test.group('The storage that stands in for S3', (group) => {
  let server: S3Server
  group.setup(async () => {
    server = await S3Server.start({ bucket, keys })
    return () => server.stop()
  })
  group.teardown(() => storage?.stop())

  test('refuses who signs with another secret, not at all, or signed something else', async ({ assert }) => {
    const stranger = new Disk(driverFor(server.url, { ...keys, secretAccessKey: 'guessed' }))
    await assert.rejects(() => stranger.put('a', 'x'))
    assert.equal((await fetch(`${server.url}/${bucket}/a`, { method: 'PUT', body: 'x' })).status, 403)
    const disk = new Disk(driverFor(server.url))
    const address = await disk.getSignedUploadUrl('a', { contentType: 'text/plain', ContentLength: 1, expiresIn: 60 })
    for (const wrong of [address.replace('/a?', '/b?'), address.replace(/Expires=60/, 'Expires=6000')]) {
      assert.equal((await fetch(wrong, { method: 'PUT', body: 'x' })).status, 403)
    }
    assert.equal((await fetch(address, { method: 'PUT', body: 'xy' })).status, 403)
    assert.equal((await fetch(address, { method: 'PUT', body: 'x' })).status, 200)
    assert.equal(server.objects.size, 1)
  })
})
