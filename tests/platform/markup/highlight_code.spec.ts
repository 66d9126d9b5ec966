import { test } from '@japa/runner'
import { highlightCode, renderMarkup } from '@pydotorg/platform/markup'

test.group('Colours of code', () => {
  test('mark what a language knows, and escape it', ({ assert }) => {
    assert.equal(
      highlightCode('def f(): return "<b>"', 'python'),
      '<span class="hljs-keyword">def</span> <span class="hljs-title function_">f</span>(): <span class="hljs-keyword">return</span> <span class="hljs-string">&quot;&lt;b&gt;&quot;</span>'
    )
  })

  test('leave a language alone that nobody knows', ({ assert }) => {
    assert.equal(highlightCode('a < b', 'klingon'), 'a &lt; b')
    assert.equal(highlightCode('a < b'), 'a &lt; b')
  })

  test('recognise a session at Python’s prompt without being told', ({ assert }) => {
    assert.include(highlightCode('>>> 1 + 1\n2'), '<span class="hljs-meta prompt_">&gt;&gt;&gt;</span>')
  })

  test('know the names that Sphinx uses', ({ assert }) => {
    for (const name of ['python3', 'pycon', 'console', 'sh', 'toml', 'html', 'c++']) {
      assert.include(highlightCode('>>> x = "1" # 2\n$ ls\nint a = 1;\n<b c="d">', name), '<span', name)
    }
  })

  test('do not keep a reader waiting for a listing', ({ assert }) => {
    const listing = 'x = "a"\n'.repeat(20_000)
    assert.notInclude(highlightCode(listing, 'python'), '<span')
  })

  test('reach all ways to quote code in texts, and pass the sanitiser', async ({ assert }) => {
    const one = '<span class="hljs-number">1</span>'
    const session = '<span class="hljs-meta prompt_">'
    assert.include(await renderMarkup('```python\nx = 1\n```', 'markdown'), one)
    assert.include(await renderMarkup('    >>> x', 'markdown'), session)
    assert.include(await renderMarkup('.. code-block:: python\n\n   x = 1', 'restructuredtext'), one)
    assert.include(await renderMarkup('.. sourcecode:: python\n\n   x = 1', 'restructuredtext'), one)
    assert.include(await renderMarkup('Like this::\n\n    >>> x', 'restructuredtext'), session)
    assert.include(await renderMarkup('>>> x\n1', 'restructuredtext'), session)
  })
})
