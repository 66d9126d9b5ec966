import testUtils from '@adonisjs/core/services/test_utils'
import { MailBox } from '@pydotorg/platform/testing'
import type { Page } from 'playwright'
import { test } from '@japa/runner'
import { PASSWORD } from '#tests/trap'

const SECOND_PASSWORD = 'nine green kettles in the attic'

/** The one primary button of the page; the menu above has one to sign out. */
const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
const fill = (page: Page, label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

test.group('A person and their account', (group) => {
  let box: MailBox
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    box = await MailBox.connected()
    return () => box.close()
  })

  /** Opens the link of the newest mail to an address. */
  const openLink = async (page: Page, to: string): Promise<void> => {
    const mail = (await box.mails()).findLast((each) => each.to[0] === to)
    const link = mail?.links.find((href) => /\/[\w-]{43}\/$/.test(href))
    if (!link) throw new Error(`No link was mailed to ${to}`)
    await page.goto(link)
  }

  const signIn = async (page: Page, login: string, password: string): Promise<void> => {
    await heading(page, 'Sign in')
    await fill(page, 'Username or e-mail address', login)
    await fill(page, 'Password', password)
    await press(page, 'Sign in')
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`go from signing up to signing out, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      browser,
      assert,
      cleanup,
    }) => {
      const context = await browser.newContext({ javaScriptEnabled })
      cleanup(() => context.close())
      const page = await context.newPage()
      await page.goto(`${process.env.APP_URL}/`)
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByRole('link', { name: 'Create an account' }).click()

      await heading(page, 'Create an account')
      await fill(page, 'Username', 'ada')
      await fill(page, 'E-mail address', 'ada@example.org')
      await fill(page, 'Password', PASSWORD)
      await fill(page, 'Password again', 'something else')
      await press(page, 'Create the account')
      await page.getByRole('heading', { name: 'Something is not right yet' }).waitFor()
      assert.equal(await page.getByLabel('Username', { exact: true }).inputValue(), 'ada')
      assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '')
      await fill(page, 'Password', PASSWORD)
      await fill(page, 'Password again', PASSWORD)
      await press(page, 'Create the account')

      await heading(page, 'Confirm your address')
      await openLink(page, 'ada@example.org')
      await press(page, 'Yes, confirm it')
      await page.getByText('Your e-mail address is confirmed.').waitFor()
      await signIn(page, 'ADA', PASSWORD)
      await page.locator('.account-menu-name').waitFor()

      await page.goto(`${process.env.APP_URL}/users/edit/`)
      await fill(page, 'First name optional', 'Ada')
      await fill(page, 'Last name optional', 'Lovelace')
      await page.getByRole('group', { name: 'Who sees your e-mail address' }).getByLabel('Everybody').check()
      await press(page, 'Save the profile')
      await heading(page, 'Ada Lovelace')
      await page.getByRole('link', { name: 'ada@example.org' }).waitFor()

      await page.getByRole('link', { name: 'Your account' }).last().click()
      await page.getByRole('heading', { name: 'E-mail address' }).getByRole('link').click()
      await fill(page, 'New e-mail address', 'countess@example.org')
      await press(page, 'Send the link')
      await page.getByText('A mail is on its way to countess@example.org.').waitFor()
      await openLink(page, 'countess@example.org')
      await press(page, 'Yes, confirm it')
      await heading(page, 'Your account')
      await page.getByText('countess@example.org').waitFor()

      await page.goto(`${process.env.APP_URL}/accounts/logout/`)
      await press(page, 'Sign out')
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await fill(page, 'E-mail address', 'countess@example.org')
      await press(page, 'Send the link')
      await heading(page, 'Look into your mails')
      await openLink(page, 'countess@example.org')
      await fill(page, 'New password', SECOND_PASSWORD)
      await fill(page, 'New password again', SECOND_PASSWORD)
      await press(page, 'Save the new password')
      await page.getByText('Your password is changed.').waitFor()
      await signIn(page, 'countess@example.org', SECOND_PASSWORD)
      await page.getByText('Ada Lovelace').first().waitFor()

      await page.locator('.account-menu > summary').click()
      await page.locator('.account-menu').getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('link', { name: 'Sign in' }).waitFor()
    }).timeout(120_000)
  }
})
