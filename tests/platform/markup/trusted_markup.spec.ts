import { test } from '@japa/runner'
import fc from 'fast-check'
import { renderTrustedMarkup, UnknownMarkupTypeError, type TrustedMarkupType } from '@pydotorg/platform/markup'

const html = (source: string) => renderTrustedMarkup(source, 'html')

test.group('Markup of trusted editors', () => {
  test('keeps what a page needs: {$self}')
    .with([
      '<details open><summary>More</summary><p>It folds.</p></details>',
      '<section class="wide" id="top" aria-label="Top"><h2>Top</h2></section>',
      '<figure><img src="/media/a.png" alt="A" width="10" height="20" loading="lazy" /><figcaption>A</figcaption></figure>',
      '<table><caption>Rows</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
      '<p>On <time datetime="2025-10-07">7 October</time>, <mark>see</mark> <q cite="https://example.org/">it</q>.</p>',
      '<ol start="3"><li value="4">four</li></ol>',
    ])
    .run(async ({ assert }, source) => {
      assert.deepEqual(await html(source), { html: source, removed: [] })
    })

  test('takes out {removed}, and says so')
    .with([
      { source: '<p>Hi<script>alert(1)</script></p>', left: '<p>Hi</p>', removed: ['<script>'] },
      { source: '<style>p{color:red}</style><p>Hi</p>', left: '<p>Hi</p>', removed: ['<style>'] },
      {
        source: '<p onclick="x()" style="color:red">Hi</p>',
        left: '<p>Hi</p>',
        removed: ['onclick of <p>', 'style of <p>'],
      },
      { source: '<iframe src="https://example.org/"></iframe>', left: '', removed: ['<iframe>'] },
      { source: '<p data-controller="menu">Hi</p>', left: '<p>Hi</p>', removed: ['data-controller of <p>'] },
      {
        source: '<a href="java\nscript:x()">Hi</a>',
        left: '<a rel="noopener noreferrer">Hi</a>',
        removed: ['javascript: in href of <a>'],
      },
      { source: '<form action="/x"><input name="a"></form>', left: '', removed: ['<form>', '<input>'] },
      { source: '<svg><circle onload="x()"/></svg>', left: '', removed: ['<svg>', '<circle>'] },
    ])
    .run(async ({ assert }, { source, left, removed }) => {
      assert.deepEqual(await html(source), { html: left, removed })
    })

  test('tells of each thing once', async ({ assert }) => {
    assert.deepEqual((await html('<script>1</script><script>2</script>')).removed, ['<script>'])
  })

  test('gives links away neither the window nor the page', async ({ assert }) => {
    const { html: rendered } = await html('<a href="https://example.org/" target="_blank" rel="opener">x</a>')
    assert.equal(rendered, '<a href="https://example.org/" rel="noopener noreferrer">x</a>')
  })

  test('lets HTML into Markdown only when its type says so', async ({ assert }) => {
    const source = 'A *word*\n\n<div class="note">kept</div>\n\n`<b>` and <i>it</i><script>x</script>\n'
    const without = await renderTrustedMarkup(source, 'markdown')
    assert.notInclude(without.html, 'class="note"')
    assert.include(without.html, '<code>&lt;b&gt;</code>')
    assert.deepEqual(without.removed, ['<div>', '<i>', '<script>'])
    const withHtml = await renderTrustedMarkup(source, 'markdown_unsafe')
    assert.include(withHtml.html, '<div class="note">kept</div>')
    assert.include(withHtml.html, '<i>it</i>')
    assert.deepEqual(withHtml.removed, ['<script>'])
  })

  test('knows the tables, task lists and addresses of GitHub', async ({ assert }) => {
    const source = '| a |\n| - |\n| ~~b~~ |\n\nhttps://example.org/\n'
    const { html: rendered } = await renderTrustedMarkup(source, 'markdown_unsafe')
    for (const part of ['<table>', '<del>b</del>', '<a href="https://example.org/"']) assert.include(rendered, part)
  })

  test('prints nothing of raw and included files in reStructuredText', async ({ assert }) => {
    const source = 'Text\n\n.. raw:: html\n\n   <script>x()</script>\n\n.. include:: /etc/passwd\n'
    const { html: rendered, removed } = await renderTrustedMarkup(source, 'restructuredtext')
    assert.include(rendered, 'Text')
    assert.notMatch(rendered, /script|root:/)
    assert.deepEqual(removed, ['.. raw::', '.. include::'])
  })

  test('refuses a language that nobody knows', async ({ assert }) => {
    const unknown = renderTrustedMarkup('x', 'textile' as TrustedMarkupType)
    await assert.rejects(() => unknown, new UnknownMarkupTypeError('textile').message)
  })

  test('lets nothing run, whatever is written', async ({ assert }) => {
    const part = fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<p ',
        'onload=x ',
        'href="',
        'javascript:',
        '>',
        '"',
        "'",
        '<a ',
        '<svg/',
        '<!--',
        '-->',
      ],
      ...['<style>', '</p>', 'x', ' ', '\n', '&#106;', '<math><mi>', '<template>', '<noscript>', '<iframe srcdoc="']
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 25 }), async (parts) => {
        const { html: rendered } = await html(parts.join(''))
        // Sanitised attributes are quoted, and hold neither a quote nor a bracket.
        for (const tag of rendered.match(/<[^>]*>/g) ?? []) {
          assert.notMatch(tag, /^<(script|style|iframe|svg|form|template|math|noscript)|="javascript:/i)
          assert.notMatch(tag.replace(/"[^"]*"/g, '""'), /\s(on\w+|style|srcdoc)=/i)
        }
      }),
      { numRuns: 300 }
    )
  })
})
