import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { ListMembers, UnsubscribeLinks } from '@pydotorg/platform/mail'
import { UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'

const LIST = { key: 'tests.news', title: 'News & <Tests>' }

async function link(): Promise<string> {
  const links = await app.container.make(UnsubscribeLinks)
  return new URL(links.address({ list: LIST, address: 'ada@example.org' })).pathname
}

const hasLeft = async () => (await app.container.make(ListMembers)).hasLeft('tests.news', 'ada@example.org')

test.group('The link of a list', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('shows a page that changes nothing, has a button, and is nobody else’s', async ({ client, assert }) => {
    const page = await client.get(await link())
    page.assertStatus(200)
    page.assertTextIncludes('Leave News &amp; &lt;Tests&gt;?')
    page.assertTextIncludes('ada@example.org')
    page.assertHeader('cache-control', 'private, no-store')
    page.assertHeader('referrer-policy', 'no-referrer')
    assert.isFalse(await hasLeft())
  })

  test('leaves the list by the button of the page', async ({ client, assert }) => {
    const address = await link()
    const left = await client.post(address)
    left.assertStatus(200)
    left.assertTextIncludes('You have left News')
    assert.isTrue(await hasLeft())
    ;(await client.get(address)).assertTextIncludes('You have left News')
    assert.deepInclude(await db.from('mail_unsubscriptions').firstOrFail(), { way: 'page' })
  })

  test('leaves the list by the button of a mail program, whoever is signed in', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const left = await client
      .post(await link())
      .form({ 'List-Unsubscribe': 'One-Click' })
      .loginAs(user)
    left.assertStatus(200)
    assert.isTrue(await hasLeft())
    assert.deepInclude(await db.from('mail_unsubscriptions').firstOrFail(), { way: 'one_click' })
  })

  test('is worth nothing when somebody made it up', async ({ client, assert }) => {
    const address = await link()
    for (const path of [`${address.slice(0, -6)}AAAAA/`, '/mail/unsubscribe/ada@example.org/']) {
      ;(await client.get(path)).assertStatus(404)
      ;(await client.post(path)).assertStatus(404)
    }
    assert.isFalse(await hasLeft())
  })
})
