import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import { LinkedAccount, User } from '@pydotorg/platform/identity'
import { accessibilityViolations, overflow, UserFactory } from '@pydotorg/platform/testing'
import type { Page } from 'playwright'
import { test } from '@japa/runner'
import type { OpenIdSite } from '#tests/open_id_site'
import { openPsf } from '#tests/sample_site'

const PASSWORD = 'seven turtles under the piano'
const url = (path: string): string => `${process.env.APP_URL}${path}`

/** Answers the provider's two questions. */
async function agree(page: Page, login: string): Promise<void> {
  await page.getByLabel('Name').fill(login)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'consent' }).waitFor()
  await page.getByRole('button', { name: 'Go on' }).click()
}

test.group('Signing in with another account', (group) => {
  let site: OpenIdSite
  group.setup(async () => {
    const opened = await openPsf()
    site = opened.site
    return opened.close
  })
  group.each.setup(async () => {
    const ada = { email: 'ada@example.org', email_verified: true, name: 'Ada Lovelace', preferred_username: 'ada' }
    site.people.set('ada', ada)
    return testUtils.db().wrapInGlobalTransaction()
  })

  test('makes an account, and opens it the next time', async ({ browserContext, assert }) => {
    const page = await browserContext.newPage()
    await page.goto(url('/accounts/login/?next=/accounts/connections/'))
    assert.deepEqual(await accessibilityViolations(page), [])
    await page.getByRole('link', { name: 'Continue with PSF ID' }).click()
    await agree(page, 'ada')

    await page.getByRole('heading', { name: 'Choose your username' }).waitFor()
    assert.equal(await page.getByLabel('Username').inputValue(), 'ada')
    assert.deepEqual(await accessibilityViolations(page), [])
    await page.getByRole('button', { name: 'Create the account' }).click()

    await page.waitForURL(url('/accounts/connections/'))
    assert.isNotNull(await User.findBy('username', 'ada'))
    assert.deepEqual(await accessibilityViolations(page), [])
    await browserContext.clearCookies({ name: 'pydotorg_session' })

    await page.goto(url('/accounts/login/?next=/accounts/connections/'))
    await page.getByRole('link', { name: 'Continue with PSF ID' }).click()
    // The provider remembers who it is and what they agreed to.
    await page.waitForURL(url('/accounts/connections/'))
    await page.getByText('ada@example.org, linked on').waitFor()
  })

  test('links the account of who has the same address, after they have signed in', async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.merge({ email: 'ada@example.org', password: await hash.make(PASSWORD) }).create()
    const page = await browserContext.newPage()
    await page.goto(url('/accounts/social/psf/'))
    await agree(page, 'ada')
    await page.getByRole('heading', { name: 'You have an account here already' }).waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])

    await page.getByRole('link', { name: 'Sign in and link them' }).click()
    await page.getByLabel('Username or e-mail address').fill(user.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()

    await page.getByRole('heading', { name: 'Link your PSF ID account' }).waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
    assert.isNull(await LinkedAccount.findBy('userId', user.id))
    await page.getByRole('button', { name: 'Link them' }).click()
    await page.getByText('You can sign in with PSF ID from now on.').waitFor()

    await page.getByRole('link', { name: 'Unlink PSF ID' }).click()
    await page.getByRole('heading', { name: 'Unlink PSF ID' }).waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
    await page.getByRole('button', { name: 'Unlink PSF ID' }).click()
    await page.getByText('No account is linked yet').waitFor()
    assert.isNull(await LinkedAccount.findBy('userId', user.id))
  })

  test('can be given up at the provider, and tried again', async ({ browserContext, assert }) => {
    const page = await browserContext.newPage()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(url('/accounts/social/psf/?next=/accounts/connections/'))
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'You were not signed in' }).waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
    assert.equal(await overflow(page), 0)
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByLabel('Name').waitFor()
  })
})
