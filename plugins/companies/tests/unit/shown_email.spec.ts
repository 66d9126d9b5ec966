import { test } from '@japa/runner'
import { shownEmail } from '#contracts/shown_email'

test.group('An e-mail address that is shown', () => {
  test('has its dots and its at sign in elements of their own', ({ assert }) => {
    assert.equal(shownEmail('first.last@example.org'), 'first<span>.</span>last<span>@</span>example<span>.</span>org')
  })

  test('is escaped', ({ assert }) => {
    assert.equal(shownEmail(`"'>&<`), '&quot;&#x27;&gt;&amp;&lt;')
  })

  test('is nothing without an address', ({ assert }) => {
    assert.isNull(shownEmail(''))
    assert.isNull(shownEmail(null))
    assert.isNull(shownEmail(undefined))
  })
})
