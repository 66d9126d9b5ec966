import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { Browser } from 'playwright'
import { test } from '@japa/runner'
import type { User } from '@pydotorg/platform/identity'
import { browserSignIn, pageFlaws, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { UserGroupFactory } from '#database/factories/user_group_factory'

const PAGES = ['', '?q=nothing+like+it', 'propose/', 'propose/thanks/']

const address = (rest: string) => `${process.env.APP_URL}/community/user-groups/${rest}`

async function moderator(): Promise<User> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'user_groups.moderate' })
  return user
}

async function pageOf(browser: Browser, user: User) {
  const context = await browser.newContext()
  await browserSignIn(context, user)
  return context.newPage()
}

test.group('Pages of user groups', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const rest of PAGES) {
    test(`are sound: ${rest || 'the list'}`, async ({ browserContext, assert }) => {
      const user = await moderator()
      const longName = 'A group with a name that is long enough to go on for more than one line of a telephone'
      const startDate = DateTime.utc(2012, 1, 31)
      await UserGroupFactory.merge({ name: longName, startDate }).apply('approved').apply('trusted').create()
      await UserGroupFactory.merge({ creatorId: user.id, url: `https://example.org/${'long/'.repeat(20)}` }).create()
      await browserSignIn(browserContext, user)
      assert.deepEqual(await pageFlaws(browserContext, `/community/user-groups/${rest}`), [])
    })
  }
})

test.group('A user group', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is proposed, approved, found, and deleted', async ({ browser, assert, visit, cleanup }) => {
    const proposer = await pageOf(browser, await UserFactory.create())
    const staff = await pageOf(browser, await moderator())
    cleanup(async () => {
      await proposer.context().close()
      await staff.context().close()
    })

    await proposer.goto(address(''))
    await proposer.getByRole('link', { name: 'Propose a group', exact: true }).click()
    await proposer.getByLabel('Name of the group').fill('Snakes of Exampleton')
    await proposer.getByLabel('Place').fill('Exampleton, Exampleland')
    await proposer.getByLabel('Address').fill('snakes.example.org')
    await proposer.getByLabel('Meetup').check()
    await proposer.getByRole('button', { name: 'Propose the group' }).click()
    const wrong = proposer.getByRole('alert')
    await wrong.getByText('Write a whole address that begins with https:// or http://.').waitFor()
    assert.isTrue(await proposer.getByLabel('Meetup').isChecked())
    await proposer.getByLabel('Address').fill('https://snakes.example.org/')
    await proposer.getByRole('button', { name: 'Propose the group' }).click()
    await proposer.getByRole('heading', { name: 'Thank you for the group' }).waitFor()

    await staff.goto(address(''))
    await staff.getByText('(1 waits)').waitFor()
    await staff.getByRole('link', { name: 'Moderate groups' }).click()
    await staff.getByRole('link', { name: 'Approve: Snakes of Exampleton' }).click()
    await staff.getByRole('button', { name: 'Approve' }).click()
    await staff.getByText('Snakes of Exampleton is on the list.').waitFor()

    const guest = await visit(address(''))
    await guest.getByLabel('Place or name').fill('exampleton')
    await guest.getByRole('button', { name: 'Show' }).click()
    await guest.waitForURL(/exampleton/)
    const link = guest.getByRole('link', { name: 'Snakes of Exampleton' })
    assert.equal(await link.getAttribute('href'), 'https://snakes.example.org/')

    await staff.goto(`${process.env.APP_URL}/admin/manage/user_groups/groups/`)
    await staff.getByRole('link', { name: 'Snakes of Exampleton', exact: true }).click()
    await staff.getByRole('link', { name: 'Delete' }).click()
    await staff.getByRole('button', { name: 'Delete' }).click()
    await staff.getByText('Snakes of Exampleton is deleted.').waitFor()
    await guest.reload()
    await guest.getByRole('heading', { name: 'No group fits' }).waitFor()
  })
})
