import { test } from '@japa/runner'
import { proseOf, renderMarkup } from '@pydotorg/platform/markup'

test.group('Texts of a page', () => {
  test('have anchors at their headings, each once', async ({ assert }) => {
    const { html, headings } = proseOf(
      await renderMarkup('## How *to* help\n\n## How to help\n\n### C & C++', 'markdown')
    )
    assert.deepEqual(headings, [
      { id: 'how-to-help', title: 'How to help', level: 2 },
      { id: 'how-to-help-2', title: 'How to help', level: 2 },
      { id: 'c-c', title: 'C &amp; C++', level: 3 },
    ])
    assert.include(html, '<h2 id="how-to-help">How <em>to</em> help</h2>')
  })

  test('keep the anchors that their author gave', async ({ assert }) => {
    const { headings } = proseOf('<h2 id="own">A</h2><p id="b">x</p><h2>B</h2>')
    assert.deepEqual(
      headings.map(({ id }) => id),
      ['own', 'b-2']
    )
  })

  test('stand below the title of their page', async ({ assert }) => {
    const { html } = proseOf(await renderMarkup('# A\n\n## B\n\n###### C', 'markdown'))
    assert.match(html, /<h2 id="a">A<\/h2>\s*<h3 id="b">B<\/h3>\s*<h6 id="c">C<\/h6>/)
  })

  test('can name their anchors apart from those of the page', ({ assert }) => {
    assert.equal(proseOf('<h2>Files</h2>', 'notes').headings[0]?.id, 'notes-files')
  })

  test('let code be copied and tables be scrolled by keyboard', ({ assert }) => {
    const { html } = proseOf('<pre class="code"><code>x</code></pre><table><tr><td>1</td></tr></table>')
    assert.include(html, '<pre class="code" tabindex="0" data-copy-target="source"><code>x</code></pre><button')
    assert.include(html, '<div class="table-frame" role="group" aria-label="Table 1" tabindex="0"><table>')
  })

  test('frame a table inside of a table, too', ({ assert }) => {
    const frame = (number: number) =>
      `<div class="table-frame" role="group" aria-label="Table ${number}" tabindex="0"><table>`
    assert.equal(
      proseOf('<table><tr><td><table></table></td></tr></table>').html,
      `${frame(1)}<tr><td>${frame(2)}</table></div></td></tr></table></div>`
    )
  })

  test('align cells without an attribute that HTML has given up', ({ assert }) => {
    const { html } = proseOf('<table><tr><th align="right" scope="col">1</th></tr></table>')
    assert.include(html, '<th class="cell-right" scope="col">1</th>')
  })

  test('change nothing in a plain text', ({ assert }) => {
    assert.deepEqual(proseOf('<p>a</p>'), { html: '<p>a</p>', headings: [] })
  })
})
