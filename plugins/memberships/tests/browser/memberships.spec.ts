import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { browserSignIn, pageFlaws, UserFactory } from '@pydotorg/platform/testing'
import { DateTime } from 'luxon'
import { MembershipFactory } from '#database/factories/membership_factory'
import Membership from '#models/membership'

/** Pages and who opens them: a guest, somebody without a membership, a member whose affirmation is over. */
const PAGES = [
  { path: '/psf/membership/', who: 'guest' },
  { path: '/membership/', who: 'guest' },
  { path: '/users/membership/', who: 'stranger' },
  { path: '/membership/', who: 'member' },
  { path: '/users/membership/edit/', who: 'member' },
  { path: '/users/membership/thanks/', who: 'member' },
  { path: '/users/membership/affirm/', who: 'member' },
  { path: '/users/membership/affirm/done/', who: 'member' },
] as const

const address = (path: string) => `${process.env.APP_URL}${path}`

test.group('Pages of memberships', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const { path, who } of PAGES) {
    test(`are sound: ${path} for a ${who}`, async ({ browserContext, assert }) => {
      const user = await UserFactory.merge({ firstName: 'Ada', lastName: 'King' }).create()
      const affirmed = { votes: true, lastVoteAffirmation: DateTime.utc().minus({ years: 2 }) }
      if (who === 'member') await MembershipFactory.merge({ userId: user.id, ...affirmed }).create()
      if (who !== 'guest') await browserSignIn(browserContext, user)
      assert.deepEqual(await pageFlaws(browserContext, path), [])
    })
  }
})

test.group('Membership in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const javaScriptEnabled of [true, false]) {
    test(`begins with a form, is affirmed, and ends (${javaScriptEnabled ? 'with' : 'without'} scripts)`, async ({
      browser,
      assert,
      cleanup,
    }) => {
      const user = await UserFactory.create()
      const context = await browser.newContext({ javaScriptEnabled })
      cleanup(() => context.close())
      await browserSignIn(context, user)
      const page = await context.newPage()
      await page.goto(address('/membership/'))
      await page.getByRole('link', { name: 'Become a PSF basic member' }).click()
      await page.getByLabel('Legal name').fill('Ada King')
      await page.getByLabel('Preferred name').fill('Ada')
      await page.getByLabel('City').fill('London')
      await page.getByLabel('State, province or region').fill('Greater London')
      await page.getByLabel('Country').fill('United Kingdom')
      await page.getByRole('button', { name: 'Become a member' }).click()

      const wrong = page.getByRole('alert')
      await wrong.getByText('2 things are not right yet').waitFor()
      await wrong.getByRole('link', { name: 'Write your postal code, or “none”.' }).waitFor()
      assert.equal(await page.getByLabel('City').inputValue(), 'London')
      await page.getByLabel('Postal code').fill('W1J 7NT')
      await page.getByLabel('I have read the code of conduct and accept it').check()
      await page.getByRole('button', { name: 'Become a member' }).click()

      await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor()
      await page.getByRole('link', { name: 'change your details' }).click()
      await page.getByLabel('City').fill('Paris')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Your details are saved.').waitFor()
      assert.equal(await page.getByLabel('City').inputValue(), 'Paris')

      await page.getByRole('link', { name: 'Affirm your intention to vote' }).click()
      await page.getByRole('button', { name: 'I mean to vote' }).click()
      await page.getByRole('heading', { name: 'Your vote is affirmed' }).waitFor()
      assert.isTrue((await Membership.findByOrFail('user_id', user.id)).votes)

      await page.getByRole('link', { name: 'Back to your membership' }).click()
      await page.getByText('End it now').click()
      await page.getByRole('button', { name: 'End my membership' }).click()
      await page.getByText('The membership is ended.').waitFor()
      assert.equal(page.url(), address(`/users/${user.username}/`))
      assert.isNull(await Membership.findBy('user_id', user.id))
    })
  }

  test('is found in the menu of the account, on a phone too', async ({ browser, cleanup }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    cleanup(() => context.close())
    await browserSignIn(context, await UserFactory.create())
    const page = await context.newPage()
    await page.goto(address('/'))
    await page.locator('.account-menu summary').click()
    await page.locator('.account-menu').getByRole('link', { name: 'PSF membership' }).click()
    await page.getByRole('heading', { name: 'Become a PSF basic member' }).waitFor()
  })

  test('is joined by the keyboard alone', async ({ browser, assert, cleanup }) => {
    const user = await UserFactory.merge({ firstName: 'Ada', lastName: 'King' }).create()
    const context = await browser.newContext()
    cleanup(() => context.close())
    await browserSignIn(context, user)
    const page = await context.newPage()
    await page.goto(address('/users/membership/'))
    await page.getByLabel('Legal name').focus()
    for (const typed of [
      'Ada King',
      'Ada',
      'ada@example.org',
      'London',
      'Greater London',
      'United Kingdom',
      'W1J 7NT',
    ]) {
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type(typed)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Welcome, Ada' }).waitFor()
    assert.equal((await Membership.findByOrFail('user_id', user.id)).postalCode, 'W1J 7NT')
  })
})
