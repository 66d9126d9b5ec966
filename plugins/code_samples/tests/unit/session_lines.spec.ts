import { test } from '@japa/runner'
import { consoleText, headingAndText } from '#services/import/console_text'
import { isSession, sessionLines, sourceOf } from '#services/session_lines'

const session = '>>> for n in (1, 2):\n...     print(n)\n...\n1\n2\n>>> n\n2'

test.group('Lines of a sample', () => {
  test('tell what was typed at the prompt from what was answered', ({ assert }) => {
    assert.isTrue(isSession(session))
    assert.deepEqual(sessionLines({ code: session, output: '' }), [
      { prompt: '>>> ', text: 'for n in (1, 2):', isAnswer: false },
      { prompt: '... ', text: '    print(n)', isAnswer: false },
      { prompt: '... ', text: '', isAnswer: false },
      { prompt: '', text: '1', isAnswer: true },
      { prompt: '', text: '2', isAnswer: true },
      { prompt: '>>> ', text: 'n', isAnswer: false },
      { prompt: '', text: '2', isAnswer: true },
    ])
  })

  test('of a program come before what it prints', ({ assert }) => {
    const code = 'for n in (1, 2):\n    print(n)\n'
    assert.isFalse(isSession(code))
    assert.deepEqual(
      sessionLines({ code, output: '1\n2\n' }).map(({ prompt, text, isAnswer }) => [prompt, text, isAnswer]),
      [
        ['', 'for n in (1, 2):', false],
        ['', '    print(n)', false],
        ['', '1', true],
        ['', '2', true],
      ]
    )
  })

  test('are copied without prompts and answers', ({ assert }) => {
    assert.equal(sourceOf(session), 'for n in (1, 2):\n    print(n)\n\nn')
    assert.equal(sourceOf('print(1)\n'), 'print(1)')
    assert.equal(sourceOf('>>> "... and >>> more"\n...and no prompt'), '"... and >>> more"')
  })
})

test.group('Samples of python.org', () => {
  test('are read from what Pygments made of a console', ({ assert }) => {
    const html =
      '<pre><code>\n<span class="gp">&gt;&gt;&gt; </span><span class="k">print</span>(<span class="s">&quot;a &amp; b&quot;</span>)\n<span class="go">a &amp; b</span>\n</code></pre>'
    assert.equal(consoleText(html), '>>> print("a & b")\na & b')
  })

  test('have their headings as titles', ({ assert }) => {
    assert.deepEqual(headingAndText('<h1>Quick &amp; easy</h1>\n<p>Easy to <em>learn</em>.</p><h2>More</h2>'), {
      heading: 'Quick & easy',
      text: 'Easy to learn. More',
    })
    assert.deepEqual(headingAndText('Just words.'), { heading: '', text: 'Just words.' })
  })
})
