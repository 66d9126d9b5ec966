import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { UserFactory } from '@pydotorg/platform/testing'

const ADDRESSES = [
  '?q=%00',
  '?q=%ED%A0%80',
  '?q[]=x&kind[]=y&page[]=1',
  '?q[a]=x',
  '?page=1e3',
  '?page=-1',
  '?kind=x%00',
]

test.group('What no browser sends to the list of user groups', () => {
  for (const query of ADDRESSES) {
    test(`is no failure of the site: ${query}`, async ({ client, assert }) => {
      const rollback = await testUtils.db().wrapInGlobalTransaction()
      const response = await client.get(`/community/user-groups/${query}`).redirects(0)
      await rollback()
      assert.isBelow(response.status(), 500)
    })
  }

  test('is no failure in a proposal either', async ({ client, assert }) => {
    const proposal = {
      name: 'Python Exampleton',
      location: 'Exampleton',
      url: 'https://example.org/',
      url_type: 'meetup',
      start_date: '2015-04-23',
      email_body_text: 'write your message',
    }
    for (const field of Object.keys(proposal)) {
      for (const odd of ['x\0y', 'https://example.org/\0', '\ud800', ['x'], { x: 'y' }, 7, 'x'.repeat(10_000)]) {
        const rollback = await testUtils.db().wrapInGlobalTransaction()
        const request = client.post('/community/user-groups/propose/').loginAs(await UserFactory.create())
        const body = { ...proposal, [field]: odd }
        const response = await request.json(body).header('accept', 'text/html').withCsrfToken().redirects(0)
        await rollback()
        assert.isBelow(response.status(), 500, `${field} ${JSON.stringify(odd).slice(0, 50)}`)
      }
    }
  })
})
