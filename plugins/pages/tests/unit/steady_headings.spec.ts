import { test } from '@japa/runner'
import { steadyHeadings } from '#services/steady_headings'

test.group('The headings of a page', () => {
  test('go on from its title without leaving out a step: {html}')
    .with([
      { html: '<h1>A</h1><h4>B</h4><h2>C</h2>', steady: '<h2>A</h2><h3>B</h3><h3>C</h3>' },
      { html: '<h3 id="a">A</h3>', steady: '<h2 id="a">A</h2>' },
      { html: '<h2>A</h2><h3>B</h3><h2>C</h2>', steady: '<h2>A</h2><h3>B</h3><h2>C</h2>' },
      { html: '<h5>A</h5><h6>B</h6><hr /><header>x</header>', steady: '<h2>A</h2><h3>B</h3><hr /><header>x</header>' },
      { html: '<p>none</p>', steady: '<p>none</p>' },
    ])
    .run(({ assert }, { html, steady }) => {
      assert.equal(steadyHeadings(html), steady)
    })
})
