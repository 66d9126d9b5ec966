import testUtils from '@adonisjs/core/services/test_utils'
import app from '@adonisjs/core/services/app'
import { Passkey, type User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { accessibilityViolations, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { forgetProof } from '../session_store.js'
import { signInByPassword } from '../signed_in_page.js'

const PASSWORD = 'walrus kettle ninety'

async function personWithPassword(): Promise<User> {
  const password = await (await app.container.make(Passwords)).make(PASSWORD)
  return UserFactory.merge({ password }).create()
}

/** A phone that asks for a finger, which is always the right one, as Chromium's developer tools have it. */
async function addAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test.group('Passkeys in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are added, sign in without a password, and prove who is there', async ({ browser, assert, cleanup }) => {
    const user = await personWithPassword()
    const context = await browser.newContext()
    cleanup(() => context.close())
    const page = await context.newPage()
    const watch = new PageWatch(page)
    await addAuthenticator(context, page)

    await signInByPassword(page, user, PASSWORD)
    await page.goto(`${process.env.APP_URL}/accounts/passkeys/`)
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    await page.getByLabel('Name').fill('My phone')
    assert.deepEqual(await accessibilityViolations(page), [])
    await page.getByRole('button', { name: 'Add the passkey' }).click()
    await page.getByText('Passkey added: My phone.').waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])

    await page.locator('.account-menu summary').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${process.env.APP_URL}/`)

    await context.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = async () => false')
    await page.goto(`${process.env.APP_URL}/accounts/login/?next=/accounts/passkeys/`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(({ pathname }) => pathname === '/accounts/passkeys/')
    await page.getByRole('heading', { name: 'My phone' }).waitFor()
    assert.isNotNull((await Passkey.findByOrFail('userId', user.id)).lastUsedAt)

    await forgetProof(user)
    await page.getByRole('button', { name: /Remove/ }).click()
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
    await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
    await page.waitForURL(({ pathname }) => pathname === '/accounts/passkeys/')
    await page.getByRole('button', { name: /Remove/ }).click()
    await page.getByText('Passkey removed: My phone.').waitFor()
    assert.isNull(await Passkey.findBy('userId', user.id))
    assert.deepEqual(watch.complaints, [])
  })

  test('are offered where the username is typed', async ({ browser, assert, cleanup }) => {
    const user = await personWithPassword()
    const context = await browser.newContext()
    cleanup(() => context.close())
    const page = await context.newPage()
    await addAuthenticator(context, page)
    await signInByPassword(page, user, PASSWORD)
    await page.goto(`${process.env.APP_URL}/accounts/passkeys/add/`)
    await page.getByLabel('Name').fill('My phone')
    await page.getByRole('button', { name: 'Add the passkey' }).click()
    await page.getByText('Passkey added: My phone.').waitFor()
    await context.clearCookies()

    // The device answers at once when the browser offers it, as if its owner had chosen it from the list.
    await page.goto(`${process.env.APP_URL}/accounts/login/?next=/accounts/passkeys/`)
    await page.waitForURL(({ pathname }) => pathname === '/accounts/passkeys/')
    assert.isNotNull((await Passkey.findByOrFail('userId', user.id)).lastUsedAt)
  })

  test('say so where a browser has none, and without scripts', async ({ browser, assert, cleanup }) => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled })
      cleanup(() => context.close())
      await context.addInitScript('delete window.PublicKeyCredential')
      const page = await context.newPage()
      await page.goto(`${process.env.APP_URL}/accounts/login/`)
      const sentence = javaScriptEnabled ? /This browser has no passkeys/ : /Passkeys need scripts/
      await page.getByText(sentence).waitFor()
      assert.isFalse(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible())
    }
  })
})
