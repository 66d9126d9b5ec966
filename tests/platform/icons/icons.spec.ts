import { globSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { iconMarkup, UnknownIconError } from '@pydotorg/platform/icons'

test.group('Icons', () => {
  test('are drawn into the page and hidden from who listens', ({ assert }) => {
    assert.match(iconMarkup('lucide:download'), /^<svg class="icon" aria-hidden="true" viewBox="0 0 24 24">.*<\/svg>$/)
  })

  test('speak when nothing beside them does', ({ assert }) => {
    assert.include(
      iconMarkup('simple-icons:github', 'Git & "Hub"'),
      'role="img" aria-label="Git &amp; &quot;Hub&quot;"'
    )
  })

  test('include those that go by another name', ({ assert }) => {
    assert.include(iconMarkup('lucide:alert-triangle'), '<path')
  })

  for (const name of ['lucide:no-such-icon', 'download', 'constructor:x', '']) {
    test(`tell a slip: ${JSON.stringify(name)}`, ({ assert }) => {
      assert.throws(() => iconMarkup(name), UnknownIconError)
    })
  }

  test('of every template exist', ({ assert }) => {
    const templates = globSync(['resources/views/**/*.edge', 'plugins/*/views/**/*.edge'], { cwd: app.makePath() })
    const used = templates.flatMap((path) => {
      const text = readFileSync(app.makePath(path), 'utf8')
      return [...text.matchAll(/['"]((?:lucide|simple-icons):[\w-]+)['"]/g)].map((match) => String(match[1]))
    })
    assert.isNotEmpty(used)
    for (const name of used) assert.match(iconMarkup(name), /<(path|rect|circle|line)/, name)
  })
})
