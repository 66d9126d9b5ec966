import edge from 'edge.js'
import { test } from '@japa/runner'

const way = { key: 'pets.tag', title: 'Tag & collar', href: '/pets/tag/', mark: 'marks/tag' }

/** The buttons as a page has them, with the ways that plugins would hand over. */
function render(ways: readonly object[], next?: string): Promise<string> {
  const renderer = edge.createRenderer().share({ site: { signInWays: async () => ways }, request: {} })
  return renderer.render('ui::components/sign_in_ways', { next })
}

test.group('Buttons of other ways to sign in', (group) => {
  group.setup(() => {
    edge.registerTemplate('marks/tag', { template: '<svg aria-hidden="true"></svg>' })
    return () => void edge.removeTemplate('marks/tag')
  })

  test('are links with the mark and the name of each', async ({ assert }) => {
    const html = await render([way])
    assert.include(html, 'href="/pets/tag/"')
    assert.match(html, /<svg aria-hidden="true"><\/svg>\s+<\/span>\s+<span>Continue with Tag &amp; collar</)
  })

  test('keep where the person wants to go', async ({ assert }) => {
    assert.include(
      await render([way], '/users/edit/?a=1&b=2'),
      'href="/pets/tag/?next=%2Fusers%2Fedit%2F%3Fa%3D1%26b%3D2"'
    )
  })

  test('leave nothing on the page when there are none', async ({ assert }) => {
    assert.equal((await render([])).trim(), '')
  })
})
