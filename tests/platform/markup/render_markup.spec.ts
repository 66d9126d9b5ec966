import { test } from '@japa/runner'
import { MARKUP_TYPES, renderMarkup, UnknownMarkupTypeError, type MarkupType } from '@pydotorg/platform/markup'

test.group('renderMarkup', () => {
  test('names the types that there are when asked for another', async ({ assert }) => {
    for (const type of ['textile', 'constructor', '']) {
      const error = await renderMarkup('a', type as MarkupType).catch((thrown: unknown) => thrown)
      assert.instanceOf(error, UnknownMarkupTypeError)
      assert.include(String(error), `${JSON.stringify(type)}; the site knows markdown, restructuredtext, html, plain`)
    }
  })

  test('renders a blank {$self} text to nothing')
    .with([...MARKUP_TYPES])
    .run(async ({ assert }, type) => {
      assert.equal(await renderMarkup('', type), '')
      assert.equal(await renderMarkup(' \r\n\t ', type), '')
    })

  test('lets no script through {$self}')
    .with([...MARKUP_TYPES])
    .run(async ({ assert }, type) => {
      const source = 'a\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[b](javascript:alert(1))'
      assert.notMatch(await renderMarkup(source, type), /<script|<img[^>]+onerror|href="javascript/i)
    })
})

test.group('renderMarkup | html', () => {
  test('sanitises and leaves the rest as it is', async ({ assert }) => {
    const html = '<h2>Python 3.14</h2>\n<p>Read &amp; <em>enjoy</em>.</p>'
    assert.equal(await renderMarkup(`${html}<script>alert(1)</script>`, 'html'), html)
  })
})

test.group('renderMarkup | plain', () => {
  const goldens: readonly (readonly [string, string, string])[] = [
    ['line ends as they are', 'one\r\ntwo\rthree', '<p>one<br />two<br />three</p>'],
    ['paragraphs', 'one\n\n\n\ntwo\n', '<p>one</p>\n\n<p>two</p>'],
    ['special characters', '1 < 2 & "x"', '<p>1 &lt; 2 &amp; "x"</p>'],
    ['HTML as text', '<b>bold</b>', '<p>&lt;b&gt;bold&lt;/b&gt;</p>'],
    [
      'an address with a query',
      'See https://docs.python.org/3/?a=1&b=2.',
      '<p>See <a href="https://docs.python.org/3/?a=1&amp;b=2" rel="noopener noreferrer">https://docs.python.org/3/?a=1&amp;b=2</a>.</p>',
    ],
    [
      'bare addresses',
      'www.bbc.co.uk, python.org, setup.py',
      '<p><a href="http://www.bbc.co.uk" rel="noopener noreferrer">www.bbc.co.uk</a>, <a href="http://python.org" rel="noopener noreferrer">python.org</a>, setup.py</p>',
    ],
    [
      'an e-mail address',
      'ask@python.org',
      '<p><a href="mailto:ask@python.org" rel="noopener noreferrer">ask@python.org</a></p>',
    ],
    ['no javascript address', 'javascript:alert(1)', '<p>javascript:alert(1)</p>'],
  ]

  test('renders {0}')
    .with([...goldens])
    .run(async ({ assert }, [, source, html]) => {
      assert.equal(await renderMarkup(source, 'plain'), html)
    })
})

test.group('renderMarkup | markdown', () => {
  const goldens: readonly (readonly [string, string, string])[] = [
    [
      'headings and emphasis',
      '# A\n\n*b* **c** `d < e`',
      '<h1>A</h1>\n<p><em>b</em> <strong>c</strong> <code>d &lt; e</code></p>\n',
    ],
    ['struck-out text', '~~gone~~', '<p><del>gone</del></p>\n'],
    [
      'aligned tables',
      '| a | b |\n|:-:|--:|\n| 1 | 2 |',
      '<table>\n<thead>\n<tr>\n<th align="center">a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n' +
        '<td align="center">1</td>\n<td align="right">2</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    [
      'code blocks',
      '```python\nprint("<b>")\n```',
      '<pre><code class="language-python"><span class="hljs-built_in">print</span>(<span class="hljs-string">"&lt;b&gt;"</span>)\n</code></pre>\n',
    ],
    ['lists', '- a\n  - b\n\n1. c', '<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n'],
    ['quotations', '> quoted', '<blockquote>\n<p>quoted</p>\n</blockquote>\n'],
    ['no inline HTML', 'a <b>c</b> <!-- d --> e', '<p>a c  e</p>\n'],
    ['no block of HTML', '<div>\n<p>block</p>\n</div>\n\nafter', '<p>after</p>\n'],
    ['images', '![logo](/static/logo.png "Logo")', '<p><img src="/static/logo.png" alt="logo" title="Logo" /></p>\n'],
    ['no javascript address', '[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
    [
      'addresses as links',
      'https://peps.python.org/pep-0008/ and setup.py and python.org',
      '<p><a href="https://peps.python.org/pep-0008/" rel="noopener noreferrer">https://peps.python.org/pep-0008/</a> and setup.py and python.org</p>\n',
    ],
    [
      'addresses without their punctuation',
      '(www.python.org/about).',
      '<p>(<a href="http://www.python.org/about" rel="noopener noreferrer">www.python.org/about</a>).</p>\n',
    ],
  ]

  test('renders {0}')
    .with([...goldens])
    .run(async ({ assert }, [, source, html]) => {
      assert.equal(await renderMarkup(source, 'markdown'), html)
    })
})
