import app from '@adonisjs/core/services/app'
import { DateTime } from 'luxon'
import { Site } from '@pydotorg/platform/http'
import { MediaImage } from '@pydotorg/platform/media'
import { jsonLdScript, PageHeads, type HeadedPage } from '@pydotorg/platform/seo'
import { test } from '@japa/runner'

interface Graph {
  '@context': string
  '@graph': Record<string, unknown>[]
}

const contentOf = (script: string): string =>
  script.replace(/^<script type="application\/ld\+json">/, '').replace(/<\/script>$/, '')

async function headOf(page: Partial<HeadedPage>) {
  const heads = await app.container.make(PageHeads)
  const head = heads.of({ title: 'Cats', path: '/pets/cats/', description: 'All cats.', ...page })
  const graph = (JSON.parse(contentOf(head.script)) as Graph)['@graph']
  const find = (type: string) => graph.find((thing) => thing['@type'] === type)
  return { head, graph, find }
}

test.group('Heads of pages', () => {
  test('tell the address, a picture and what the page is', async ({ assert }) => {
    const { url } = await app.container.make(Site)
    const { head, find } = await headOf({ breadcrumbs: [{ title: 'Pets', href: '/pets/' }, { title: 'Cats' }] })
    assert.containsSubset(head, { address: `${url}/pets/cats/`, description: 'All cats.', type: 'website' })
    assert.containsSubset(head.image, { type: 'image/png', width: 1200, height: 630, alt: 'Cats' })
    assert.isTrue(head.image.address.startsWith(`${url}/media/social/`))
    assert.containsSubset(find('WebPage'), { url: `${url}/pets/cats/`, name: 'Cats', description: 'All cats.' })
    const crumbs = find('BreadcrumbList') as { itemListElement: { name: string; item: string; position: number }[] }
    assert.deepEqual(
      crumbs.itemListElement.map(({ position, name, item }) => [position, name, item]),
      [
        [1, 'Home', `${url}/`],
        [2, 'Pets', `${url}/pets/`],
        [3, 'Cats', `${url}/pets/cats/`],
      ]
    )
  })

  test('of the home page tell whose site it is', async ({ assert }) => {
    const { url, publisher } = await app.container.make(Site)
    const { find, graph } = await headOf({ path: '/' })
    assert.containsSubset(find('WebSite'), { url: `${url}/`, publisher: { '@id': `${url}/#publisher` } })
    assert.containsSubset(find('Organization'), { '@id': `${url}/#publisher`, 'name': publisher.name })
    assert.lengthOf(graph, 2)
  })

  test('of articles tell when they were written, and show their own picture', async ({ assert }) => {
    const { url } = await app.container.make(Site)
    const key = 'b'.repeat(40)
    const image = new MediaImage().fill({ key, width: 3000, height: 1500, frames: 1, fallbackFormat: 'jpeg' })
    const publishedAt = DateTime.fromISO('2025-10-07T10:00:00Z')
    const meta = { type: 'article', image, publishedAt, jsonLd: { '@type': 'Person', 'name': 'Zoe' } } as const
    const { head, find } = await headOf({ meta })
    const address = `${url}/media/${key}/large.jpg`
    assert.deepEqual(head.image, { address, type: 'image/jpeg', width: 1280, height: 640, alt: 'Cats' })
    assert.containsSubset(find('Article'), {
      headline: 'Cats',
      datePublished: '2025-10-07T10:00:00.000Z',
      image: address,
    })
    assert.deepEqual(find('Person'), { '@type': 'Person', 'name': 'Zoe' })
    assert.equal(head.publishedAt, '2025-10-07T10:00:00.000Z')
  })

  test('draw a picture where a drawing is all there is, and describe what has no description', async ({ assert }) => {
    const image = new MediaImage().fill({ key: 'c'.repeat(40), width: 9, height: 9, frames: 1, fallbackFormat: 'svg' })
    const { head } = await headOf({ meta: { image }, description: '' })
    assert.include(head.image.address, '/media/social/')
    assert.match(head.description, /^Cats on python\.org\. /)
  })

  test('are safe inside a script, whatever a title says', ({ assert }) => {
    const name = '</script><!-- <script> & \u2028 "quotes" \\'
    const text = contentOf(jsonLdScript([{ '@type': 'Thing', name }]))
    assert.notMatch(text, /[<>&\u2028]/)
    assert.equal((JSON.parse(text) as Graph)['@graph'][0]?.name, name)
  })
})
