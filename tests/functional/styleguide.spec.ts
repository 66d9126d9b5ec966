import { test } from '@japa/runner'

test.group('Styleguide', () => {
  test('shows each part and how it is written', async ({ client, assert }) => {
    const response = await client.get('/styleguide/')
    response.assertStatus(200)
    const html = response.text()
    assert.include(html, '<meta name="robots" content="noindex" />')
    assert.include(html, '2 things are not right yet')
    assert.include(html, 'guido(at)python.org')
    assert.include(html, '@!ui.downloadButton(')
  })

  test('is in no sitemap', async ({ client, assert }) => {
    assert.notInclude((await client.get('/sitemap.xml')).text(), 'styleguide')
  })
})
