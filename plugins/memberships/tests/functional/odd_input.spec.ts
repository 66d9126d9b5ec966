import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { UserFactory } from '@pydotorg/platform/testing'

const MEMBER = {
  legal_name: 'Ada King',
  preferred_name: 'Ada',
  email_address: 'ada@example.org',
  city: 'London',
  region: 'London',
  country: 'United Kingdom',
  postal_code: 'W1J 7NT',
  psf_code_of_conduct: 'on',
  psf_announcements: 'on',
  email_body_text: 'write your message',
}

test.group('What no browser sends to the form for joining', () => {
  for (const field of Object.keys(MEMBER)) {
    test(`is no failure of the site: ${field}`, async ({ client, assert }) => {
      for (const odd of ['x\0y@example.org', '\ud800@example.org', ['x'], { x: 'y' }, 7, 'x'.repeat(10_000)]) {
        const rollback = await testUtils.db().wrapInGlobalTransaction()
        const request = client.post('/users/membership/').loginAs(await UserFactory.create())
        const body = { ...MEMBER, [field]: odd }
        const response = await request.json(body).header('accept', 'text/html').withCsrfToken().redirects(0)
        await rollback()
        assert.isBelow(response.status(), 500, JSON.stringify(odd).slice(0, 50))
      }
    })
  }
})
