import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { SOCIAL_SIZE, SocialImages } from '@pydotorg/platform/seo'
import { test } from '@japa/runner'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { drawSocialImage } from '../../../app/platform/seo/draw_social_image.js'

const tokenOf = (path: string): string => /^\/media\/social\/([\w.-]+)\.png$/.exec(path)?.[1] ?? ''

test.group('Pictures for links', () => {
  test('are the same for the same page, and of the size that was announced', async ({ assert }) => {
    const images = await app.container.make(SocialImages)
    const page = { title: 'Python 3.14.2', section: 'Downloads' }
    assert.equal(images.pathOf(page), images.pathOf({ ...page }))
    assert.notEqual(images.pathOf(page), images.pathOf({ title: page.title }))
    const file = await images.find(tokenOf(images.pathOf(page)))
    const facts = await sharp(await buffer(await file!.stream())).metadata()
    assert.containsSubset(facts, { format: 'png', ...SOCIAL_SIZE })
  })

  test('are drawn for nobody else', async ({ assert }) => {
    const images = await app.container.make(SocialImages)
    const token = tokenOf(images.pathOf({ title: 'Python 3.14.2' }))
    const [message = '', signature = ''] = token.split('.')
    const forged = Buffer.from(Buffer.from(message, 'base64url').toString().replace('3.14.2', '3.99.9')).toString(
      'base64url'
    )
    for (const wrong of [`${forged}.${signature}`, message, `${message}.`, '', 'x.y', token.slice(0, -1)]) {
      assert.isNull(await images.find(wrong), wrong)
    }
  })

  test('are drawn once for everybody who asks at the same time', async ({ assert }) => {
    const images = await app.container.make(SocialImages)
    const token = tokenOf(images.pathOf({ title: `Asked for at ${Date.now()}` }))
    const files = await Promise.all(Array.from({ length: 6 }, () => images.find(token)))
    assert.lengthOf(new Set(files.map((file) => file?.byteSize)), 1)
  })

  test('hold long and odd titles', async ({ assert }) => {
    const images = await app.container.make(SocialImages)
    const odd = ['<b>&amp; "quoted"</b>', 'x'.repeat(500), '长'.repeat(500), 'a\u0000b\nc', 'Ünïcödé für Köln']
    for (const title of odd) {
      const path = images.pathOf({ title, section: 'A & B <i>' })
      assert.isBelow(path.length, 1200)
      const file = await images.find(tokenOf(path))
      assert.containsSubset(await sharp(await buffer(await file!.stream())).metadata(), SOCIAL_SIZE)
    }
  })

  test('show the text, in the font of the site, alike on every machine', async ({ assert }) => {
    const text = { title: 'Python', section: '', site: 'python.org' }
    const [one, two, other] = await Promise.all(
      [text, { ...text }, { ...text, title: 'Pythom' }].map((each) => drawSocialImage(each))
    )
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    assert.equal(hash(one!), hash(two!))
    assert.notEqual(hash(one!), hash(other!))
    // The word stands where it should: white on blue, about as wide as Source Sans at this size is.
    const { data, info } = await sharp(one)
      .extract({ left: 80, top: 90, width: 1000, height: 110 })
      .greyscale()
      .threshold(200)
      .raw()
      .toBuffer({ resolveWithObject: true })
    const columns = [...data.keys()].filter((at) => data[at] === 255).map((at) => at % info.width)
    assert.closeTo(Math.max(...columns), 262, 25)
  })
})
