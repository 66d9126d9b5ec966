import { test } from '@japa/runner'
import { MarkupDeadlineError, renderMarkup } from '@pydotorg/platform/markup'
import { RstThread } from '../../../app/platform/markup/rst_thread.js'

/** Rendered, with the white space between and inside tags taken out, which no reader sees. */
async function render(source: string): Promise<string> {
  const html = await renderMarkup(source, 'restructuredtext')
  return html
    .replace(/\s+/g, ' ')
    .replace(/\s*(<\/?(?:p|h\d|ul|ol|li|dl|dt|dd|div|table|thead|tbody|tr|td|th|caption)\b[^>]*>)\s*/g, '$1')
    .trim()
}

const GOLDENS: readonly (readonly [string, string, string])[] = [
  [
    'sections',
    'Title\n=====\n\nText.\n\nPart\n----\n\nMore.',
    '<h1 id="title">Title</h1><p>Text.</p><h2 id="part">Part</h2><p>More.</p>',
  ],
  [
    'emphasis and literals',
    '*em* **strong** ``1 < 2``',
    '<p><em>em</em> <strong>strong</strong> <code>1 &lt; 2</code></p>',
  ],
  ['nested lists', '- a\n\n  - b\n\n- c', '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>'],
  ['numbered lists', '1. a\n2. b', '<ol><li><p>a</p></li><li><p>b</p></li></ol>'],
  ['definitions indented by two', 'term\n  meaning', '<dl><dt>term</dt><dd><p>meaning</p></dd></dl>'],
  ['definitions indented by four', 'term\n    meaning', '<dl><dt>term</dt><dd><p>meaning</p></dd></dl>'],
  [
    'code blocks',
    '.. code-block:: python\n\n   x = "<b>"',
    '<pre class="code"><code class="language-python">x = <span class="hljs-string">"&lt;b&gt;"</span></code></pre>',
  ],
  ['admonitions', '.. note:: Careful', '<div class="admonition note"><p>Careful</p></div>'],
  [
    'tables',
    '===== =====\nA     B\n===== =====\n1     2\n===== =====',
    '<table><thead><tr><th><p>A</p></th><th><p>B</p></th></tr></thead><tbody><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>',
  ],
  ['images', '.. image:: /a.png\n   :alt: A', '<img src="/a.png" alt="A" />'],
  [
    'references to PEPs',
    ':pep:`8`',
    '<p><a href="https://peps.python.org/pep-0008" rel="noopener noreferrer">PEP 8</a></p>',
  ],
  [
    'links',
    '`Python <https://python.org/>`_',
    '<p><a href="https://python.org/" rel="noopener noreferrer">Python</a></p>',
  ],
  [
    'links to a target',
    'See docs_.\n\n.. _docs: https://docs.python.org/?a=1&b=2',
    '<p>See <a href="https://docs.python.org/?a=1&amp;b=2" rel="noopener noreferrer">docs</a>.</p>',
  ],
  [
    'bare addresses',
    'https://python.org/?a=1&b=2',
    '<p><a href="https://python.org/?a=1&amp;b=2" rel="noopener noreferrer">https://python.org/?a=1&amp;b=2</a></p>',
  ],
  ['substitutions', '.. |py| replace:: Python\n\nI like |py|.', '<p>I like Python.</p>'],
  ['no javascript address', '`x <javascript:alert(1)>`_', '<p><a rel="noopener noreferrer">x</a></p>'],
  [
    'HTML as text',
    'A <b>bold</b> & ``&lt;`` &copy; text',
    '<p>A &lt;b&gt;bold&lt;/b&gt; &amp; <code>&amp;lt;</code> &amp;copy; text</p>',
  ],
  ['line ends of Windows', 'A\r\n\r\nB', '<p>A</p><p>B</p>'],
  ['formulas as their source', ':math:`a^2`', '<p><code>a^2</code></p>'],
  ['no comment', 'before\n\n.. a comment\n\nafter', '<p>before</p><p>after</p>'],
]

/** Ways to get raw HTML or a file of the server into a text. */
const DISABLED: readonly (readonly [string, string, string])[] = [
  ['raw', 'before\n\n.. raw:: html\n\n   <b>raw</b>\n\nafter', '<p>before</p><p>after</p>'],
  ['raw from a file', 'before\n\n.. raw:: html\n   :file: /etc/passwd\n\nafter', '<p>before</p><p>after</p>'],
  ['include', 'before\n\n.. include:: /etc/passwd\n\nafter', '<p>before</p><p>after</p>'],
  ['literalinclude', 'before\n\n.. literalinclude:: /etc/passwd\n\nafter', '<p>before</p><p>after</p>'],
  ['raw in capitals', '.. RAW:: html\n\n   <b>raw</b>\n\nafter', '<p>after</p>'],
  ['a substitution by raw', '.. |x| raw:: html\n\n   <b>raw</b>\n\nbefore |x|', '<p>before</p>'],
  ['a role of raw', '.. role:: html(raw)\n   :format: html\n\n:html:`<b>raw</b>` after', '<p>after</p>'],
  ['an include in a list', '- .. include:: /etc/passwd', '<ul><li></li></ul>'],
]

test.group('renderMarkup | restructuredtext', () => {
  test('renders {0}')
    .with([...GOLDENS])
    .run(async ({ assert }, [, source, html]) => {
      assert.equal(await render(source), html)
    })

  test('prints nothing for {0}')
    .with([...DISABLED])
    .run(async ({ assert }, [, source, html]) => {
      assert.equal(await render(source), html)
    })

  test('shows an unknown directive as it was written', async ({ assert }) => {
    assert.equal(await render('a\n\n.. youtube:: x<y'), '<p>a</p><pre>.. youtube:: x&lt;y</pre>')
  })

  test('shows the text of an unknown role', async ({ assert }) => {
    assert.equal(await render('see :foo:`bar <x>`'), '<p>see bar &lt;x&gt;</p>')
  })

  test('shows an undefined substitution as it was written', async ({ assert }) => {
    assert.equal(await render('the |absolute| value'), '<p>the |absolute| value</p>')
  })

  test('shows a text that cannot be read as it was written', async ({ assert }) => {
    assert.equal(await render('=== ===\na & <b>\n==='), '<pre>=== === a &amp; &lt;b&gt; ===</pre>')
  })

  test('renders texts that arrive together, each to its own HTML', async ({ assert }) => {
    const sources = Array.from({ length: 20 }, (_, number) => `Text *${number}*`)
    const rendered = await Promise.all(sources.map(render))
    assert.deepEqual(
      rendered,
      sources.map((_, number) => `<p>Text <em>${number}</em></p>`)
    )
  })

  test('leaves the event loop free while it renders', async ({ assert }) => {
    let ticks = 0
    const ticking = setInterval(() => ticks++, 1)
    await renderMarkup(
      'Some *text* and `a <https://python.org/>`_ link.\n\n- item\n\n'.repeat(1_500),
      'restructuredtext'
    )
    clearInterval(ticking)
    assert.isAbove(ticks, 5)
  })

  test('gives up on a text that takes too long, and goes on with the next', async ({ assert }) => {
    const thread = new RstThread({ deadline: 300, idle: 1_000 })
    await thread.compile('start the thread')
    const slow = thread.compile('`a <'.repeat(20_000))
    const next = thread.compile('*next*')
    await assert.rejects(() => slow, /could not be rendered within 0.3 seconds/)
    assert.instanceOf(await slow.catch((error: unknown) => error), MarkupDeadlineError)
    assert.include(await next, '<em>next</em>')
  })
})
