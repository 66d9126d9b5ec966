import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BodyParserMiddlewareFactory } from '@adonisjs/core/factories/bodyparser'
import { HttpContextFactory, RequestFactory, ResponseFactory } from '@adonisjs/core/factories/http'
import testUtils from '@adonisjs/core/services/test_utils'
import bodyParser from '#config/bodyparser'
import { storeImage } from '@pydotorg/platform/media'
import { test } from '@japa/runner'
import { photo } from './sample_images.js'

/** A server whose only address takes a form with a logo, as an action of a plugin would. */
async function formServer(): Promise<Server> {
  const server = createServer((req, res) => {
    const request = new RequestFactory().merge({ req, res }).create()
    const response = new ResponseFactory().merge({ req, res }).create()
    const ctx = new HttpContextFactory().merge({ request, response }).create()
    new BodyParserMiddlewareFactory()
      .merge(bodyParser)
      .create()
      .handle(ctx, async () => {
        const image = await storeImage(request.file('logo')!, { creator: null })
        res.end(JSON.stringify({ name: image.name, width: image.width, title: request.input('title') }))
      })
      .catch((error: Error) => res.writeHead(422).end(error.message))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

test.group('Files of forms', (group) => {
  let server: Server
  group.setup(async () => {
    server = await formServer()
    return () => {
      server.closeAllConnections()
      server.close()
    }
  })
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function send(bytes: Uint8Array, name: string): Promise<Response> {
    const form = new FormData()
    form.set('title', 'Cats')
    form.set('logo', new File([new Uint8Array(bytes)], name, { type: 'image/png' }))
    return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: 'POST', body: form })
  }

  test('are taken in as they arrive', async ({ assert }) => {
    const answer = await send(await (await photo(81, 20)).png().toBuffer(), 'Our logo.png')
    assert.deepEqual(await answer.json(), { name: 'Our logo.png', width: 81, title: 'Cats' })
  })

  test('are refused by what they are, not by what the form says', async ({ assert }) => {
    const page = await send(Buffer.from('<html></html>'), 'logo.png')
    assert.equal(page.status, 422)
    assert.match(await page.text(), /no image that can be shown here/)
    const empty = await send(new Uint8Array(), 'logo.png')
    assert.match(await empty.text(), /empty/)
    const big = await send(Buffer.alloc(16 * 1024 * 1024, 1), 'logo.png')
    assert.match(await big.text(), /bigger than 15/)
  })
})
