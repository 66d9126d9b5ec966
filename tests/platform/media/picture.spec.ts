import edge from 'edge.js'
import { MediaImage, pictureOf, thumbnailOf } from '@pydotorg/platform/media'
import { test } from '@japa/runner'

const key = 'a'.repeat(40)

function image(fields: Partial<MediaImage> = {}): MediaImage {
  return new MediaImage().fill({ key, width: 1000, height: 500, frames: 1, fallbackFormat: 'jpeg', ...fields })
}

async function render(properties: Record<string, unknown>): Promise<string> {
  const html = await edge.renderRaw('@!ui.picture(properties)', { properties })
  return html.replace(/\s+/g, ' ')
}

test.group('Pictures', () => {
  test('offer sizes up to that of the image, and what every browser knows last', ({ assert }) => {
    const { sources, fallback, width, height } = pictureOf(image())
    assert.deepEqual(
      sources.map(({ type }) => type),
      ['image/avif', 'image/webp']
    )
    assert.equal(
      sources[0]?.srcset,
      `/media/${key}/small.avif 480w, /media/${key}/medium.avif 800w, /media/${key}/small-2x.avif 960w, /media/${key}/large.avif 1000w`
    )
    assert.equal(fallback.src, `/media/${key}/medium.jpg`)
    assert.deepEqual([width, height], [1000, 500])
  })

  test('of small images have one size', ({ assert }) => {
    assert.equal(pictureOf(image({ width: 90, height: 90 })).sources[0]?.srcset, `/media/${key}/small.avif 90w`)
  })

  test('that move are no AVIF', ({ assert }) => {
    const { sources, fallback } = pictureOf(image({ frames: 3, fallbackFormat: 'gif' }))
    assert.lengthOf(sources, 1)
    assert.match(fallback.src, /\.gif$/)
  })

  test('that are drawings are one file for every size', ({ assert }) => {
    const drawing = image({ fallbackFormat: 'svg' })
    for (const { sources, fallback } of [pictureOf(drawing), thumbnailOf(drawing)]) {
      assert.deepEqual([sources.length, fallback.src, fallback.srcset], [0, `/media/${key}/original.svg`, null])
    }
  })

  test('as thumbnails are squares for screens with one pixel and with two', ({ assert }) => {
    const { sources, width, height } = thumbnailOf(image())
    assert.deepEqual([width, height], [160, 160])
    assert.equal(sources[0]?.srcset, `/media/${key}/thumbnail.avif 1x, /media/${key}/thumbnail-2x.avif 2x`)
    assert.deepEqual(thumbnailOf(image({ width: 90, height: 60 })).height, 60)
  })

  test('come as HTML that keeps their place and waits until they are near', async ({ assert }) => {
    const html = await render({ image: image(), alt: 'A "logo"', sizes: '50vw' })
    assert.include(html, '<source type="image/avif"')
    assert.match(html, /width="1000" height="500"/)
    assert.match(html, /loading="lazy"/)
    assert.include(html, 'alt="A &quot;logo&quot;"')
    assert.lengthOf(html.match(/sizes="50vw"/g) ?? [], 3)
    assert.match(await render({ image: image(), alt: '', eager: true }), /fetchpriority="high"/)
    assert.notMatch(await render({ image: image(), alt: '', eager: true }), /loading=/)
  })
})
