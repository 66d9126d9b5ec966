import { test } from '@japa/runner'
import { sanitiseHtml } from '../../../app/platform/markup/sanitise_html.js'
import { processorTime } from '#tests/processor_time'

/** Source, and what may be left of it. */
const ATTACKS: readonly (readonly [string, string])[] = [
  ['<script>alert(1)</script>', ''],
  ['<ScRiPt src="https://evil.example/x.js"></sCrIpT>text', 'text'],
  ['<script>alert(1)', ''],
  ['<p>a</p><script><p>b</p></script>', '<p>a</p>'],
  ['<img src="/x.png" onerror="alert(1)">', '<img src="/x.png" />'],
  ['<img src=x onerror=alert(1)//', ''],
  ['<img src="javascript:alert(1)">', '<img />'],
  ['<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img />'],
  ['<p onclick="alert(1)" ONMOUSEOVER=alert(1)>a</p>', '<p>a</p>'],
  ['<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="JaVaScRiPt:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="java\tscript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="&#106;avascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="&#x01;javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href=" javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="data:text/html,<script>alert(1)</script>">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="vbscript:x">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<a href="file:///etc/passwd">a</a>', '<a rel="noopener noreferrer">a</a>'],
  ['<svg onload="alert(1)"><g>a</g></svg>', 'a'],
  ['<svg><style><img src=x onerror=alert(1)></style></svg>', ''],
  ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<table></table>'],
  ['<style>body{display:none}</style>a', 'a'],
  ['<p style="position:fixed;inset:0">a</p>', '<p>a</p>'],
  ['<iframe src="https://evil.example"></iframe>', ''],
  ['<object data="x"><embed src="y"></object>', ''],
  ['<form action="https://evil.example"><input name="password"><button>Go</button></form>', 'Go'],
  ['<meta http-equiv="refresh" content="0;url=//evil.example"><base href="//evil.example">', ''],
  ['<link rel="stylesheet" href="//evil.example/x.css">', ''],
  ['<!-- secret --><p>a</p><!--[if IE]><script>alert(1)</script><![endif]-->', '<p>a</p>'],
  ['<<script>script>alert(1)<</script>/script>', '&lt;/script&gt;'],
  ['<scr<script></script>ipt>alert(1)</script>', 'ipt&gt;alert(1)'],
  ['<p>unclosed <b>bold', '<p>unclosed <b>bold</b></p>'],
  ['</div></em>a', 'a'],
  [
    '<p title="&quot;><script>alert(1)</script>">a</p>',
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">a</p>',
  ],
  ['<template><img src=x onerror=alert(1)></template>', '<img src="x" />'],
  [
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<p title="&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;"></p>',
  ],
  ['<xmp><img src=x onerror=alert(1)></xmp>', ''],
  ['<textarea></textarea><script>alert(1)</script>', ''],
  [
    '<a href="https://x.example" target="_blank" role="button" aria-label="a" data-id="1" style="color:red">a</a>',
    '<a href="https://x.example" rel="noopener noreferrer">a</a>',
  ],
]

const KEPT = [
  'a abbr b blockquote caption code colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 i ins kbd li ol p',
  'pre s span strong sub sup table tbody td tfoot th thead tr ul',
].flatMap((line) => line.split(' '))

test.group('sanitiseHtml', () => {
  test('disarms {0}')
    .with([...ATTACKS])
    .run(({ assert }, [source, expected]) => {
      const html = sanitiseHtml(source)
      assert.equal(html, expected)
      assert.notMatch(html.replace(/title="[^"]*"/g, ''), /<script|<style|\son\w+=|javascript:|vbscript:|data:/i)
    })

  test('keeps <{$self}>')
    .with(KEPT)
    .run(({ assert }, tag) => {
      const attributes = tag === 'a' ? ' rel="noopener noreferrer"' : ''
      assert.equal(sanitiseHtml(`<${tag}>x</${tag}>`), `<${tag}${attributes}>x</${tag}>`)
    })

  test('keeps <{$self}>, which has no end')
    .with(['br', 'col', 'hr', 'img'])
    .run(({ assert }, tag) => {
      assert.include(sanitiseHtml(`<${tag}>`), `<${tag}`)
    })

  test('keeps the attributes that content needs', ({ assert }) => {
    const html =
      '<table class="c" id="i" title="t"><tr><th align="left" colspan="2" rowspan="3" scope="row">a</th>' +
      '<td align="right" colspan="1" rowspan="1">b</td></tr></table><img src="/a.png" alt="A" width="1" height="2" />'
    assert.equal(sanitiseHtml(html), html)
  })

  test('keeps links to {$self}')
    .with(['https://www.python.org/', 'http://python.org/?a=1&amp;b=2', 'mailto:a@python.org', '/downloads/', '#top'])
    .run(({ assert }, href) => {
      assert.equal(sanitiseHtml(`<a href="${href}">a</a>`), `<a href="${href}" rel="noopener noreferrer">a</a>`)
    })

  test('changes nothing when it runs twice', ({ assert }) => {
    for (const [source] of ATTACKS) {
      const once = sanitiseHtml(source)
      assert.equal(sanitiseHtml(once), once)
    }
  })

  test('takes a hundred thousand open tags', ({ assert }) => {
    const started = processorTime()
    assert.isAbove(sanitiseHtml('<div>'.repeat(100_000)).length, 0)
    assert.isBelow(processorTime() - started, 10_000)
  }).timeout(60_000)
})
