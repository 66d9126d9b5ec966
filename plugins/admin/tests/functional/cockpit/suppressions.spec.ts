import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { Suppressions } from '@pydotorg/platform/mail'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'

const LIST = '/admin/mail/suppressions/'
const LIFT = `${LIST}lift/`

async function suppress(...addresses: string[]): Promise<void> {
  const suppressions = await app.container.make(Suppressions)
  for (const address of addresses) {
    await suppressions.add({ address, reason: 'bounced', provider: 'postmark', detail: 'Unknown user' })
  }
}

test.group('Who gets no bulk mail, in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is closed to who may not look after mails', async ({ client }) => {
    for (const user of [await UserFactory.create(), await operator('platform.change_mail_templates')]) {
      for (const address of [LIST, `${LIFT}?address=ada@example.org`]) {
        const response = await client.get(address).loginAs(user)
        response.assertStatus(403)
      }
      const write = await proved(client.post(LIFT), user).form({ address: 'ada@example.org' })
      write.assertStatus(403)
    }
  })

  test('is listed, searched and paged by key, with few queries', async ({ client, assert }) => {
    const user = await operator('platform.manage_mail')
    const empty = await client.get(LIST).loginAs(user)
    assert.include(empty.text(), 'Everybody gets bulk mail')
    await suppress(...Array.from({ length: 51 }, (_, index) => `a${index + 10}@example.org`), 'zoe@example.org')
    const first = await client.get(LIST).loginAs(user)
    assert.include(first.text(), 'Unknown user')
    assert.notInclude(first.text(), 'zoe@example.org')
    const next = /rel="next" href="([^"]+)"/.exec(first.text())?.[1]?.replaceAll('&amp;', '&')
    const second = await client.get(String(next)).loginAs(user)
    assert.include(second.text(), 'zoe@example.org')
    assert.notInclude(second.text(), 'a10@example.org')
    const found = await client.get(LIST).qs({ address: 'ZO' }).loginAs(user)
    assert.include(found.text(), 'zoe@example.org')
    assert.notInclude(found.text(), 'a10@example.org')
    const none = await client.get(LIST).qs({ address: '%' }).loginAs(user)
    assert.include(none.text(), 'No address fits')
    const queries = await countQueries(() => client.get(LIST).loginAs(user))
    assert.isAtMost(queries.length, 5)
  })

  test('is lifted after a question, and it is noted', async ({ client, assert }) => {
    const user = await operator('platform.manage_mail')
    await suppress('ada@example.org')
    const question = await client.get(LIFT).qs({ address: 'Ada@example.org' }).loginAs(user)
    assert.include(question.text(), 'Send bulk mail there again')
    const answer = await proved(client.post(LIFT), user).form({ address: 'ada@example.org' })
    answer.assertStatus(303)
    assert.equal(answer.flashMessage('notice'), 'ada@example.org gets bulk mail again.')
    assert.isNull(await (await app.container.make(Suppressions)).find('ada@example.org'))
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.mail.allow' })
    assert.containSubset(entries, [{ actor: { id: user.id }, subject: { id: 'ada@example.org' } }])

    const gone = await client.get(LIFT).qs({ address: 'ada@example.org' }).loginAs(user)
    gone.assertStatus(404)
    const twice = await proved(client.post(LIFT), user).form({ address: 'ada@example.org' })
    assert.equal(twice.flashMessage('notice'), 'ada@example.org was not on the list.')
    const nothing = await proved(client.post(LIFT), user).form({})
    assert.property(nothing.flashMessages().inputErrorsBag, 'address')
  })
})
