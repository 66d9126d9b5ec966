import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { accessibilityViolations, overflow, pageFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { AuthenticatorApp, forgetLastCode, switchSecondStepOn } from '../authenticator_app.js'
import { signInByPassword } from '../signed_in_page.js'

const PASSWORD = 'walrus kettle ninety'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36'
const PAGES = [
  'security',
  'security/authenticator',
  'security/recovery-codes',
  'passkeys',
  'sessions',
  'tokens',
  'tokens/new',
  'data',
]
const CHANGED_BY_SECOND_STEP = ['security', 'security/authenticator', 'security/recovery-codes']

async function personWithPassword(): Promise<User> {
  const password = await (await app.container.make(Passwords)).make(PASSWORD)
  return UserFactory.merge({ password }).create()
}

const open = (page: Page, path: string) => page.goto(`${process.env.APP_URL}${path}`)

async function signOut(page: Page): Promise<void> {
  await open(page, '/accounts/logout/')
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${process.env.APP_URL}/`)
}

test.group('The second step in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is set up without scripts, asked for, replaced by a recovery code, and left out where trusted', async ({
    browser,
    assert,
    cleanup,
  }) => {
    const user = await personWithPassword()
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    const page = await context.newPage()

    await signInByPassword(page, user, PASSWORD)
    await open(page, '/accounts/security/')
    await page.getByRole('link', { name: 'Set up an authenticator app' }).click()
    const phone = new AuthenticatorApp(String(await page.locator('.code-block code').textContent()))
    await page.getByLabel('Code', { exact: true }).fill(phone.wrongCode())
    await page.getByRole('button', { name: 'Switch the second step on' }).click()
    await page.locator('#code-error').waitFor()
    await page.getByLabel('Code', { exact: true }).fill(phone.code())
    await page.getByRole('button', { name: 'Switch the second step on' }).click()
    await page.locator('.recovery-codes li').first().waitFor()
    const codes = await page.locator('.recovery-codes li').allTextContents()
    assert.lengthOf(codes, 10)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as text' }).click(),
    ])
    const { readFile } = await import('node:fs/promises')
    assert.equal(await readFile(await download.path(), 'utf8'), codes.map((code) => `${code}\r\n`).join(''))

    await signOut(page)
    await signInByPassword(page, user, PASSWORD)
    assert.equal(new URL(page.url()).pathname, '/accounts/two-factor/')
    await open(page, '/accounts/security/')
    assert.equal(new URL(page.url()).pathname, '/accounts/login/', 'nothing of the account opens before the code')
    await open(page, '/accounts/two-factor/')
    await page.getByLabel('Code', { exact: true }).fill(codes[0]!)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname !== '/accounts/two-factor/')
    await open(page, '/accounts/security/')
    await page.getByText('9 codes are left').waitFor()

    await signOut(page)
    await forgetLastCode(user)
    await signInByPassword(page, user, PASSWORD)
    await page.getByLabel('Code', { exact: true }).fill(phone.code())
    await page.getByLabel(/Trust this browser/).check()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText(user.username).first().waitFor()

    await signOut(page)
    await signInByPassword(page, user, PASSWORD)
    await open(page, '/accounts/security/')
    await page.getByRole('button', { name: /Trust no more/ }).click()
    await page.getByText('That browser is asked for a code the next time.').waitFor()
    await signOut(page)
    await signInByPassword(page, user, PASSWORD)
    assert.equal(new URL(page.url()).pathname, '/accounts/two-factor/')
  })
})

test.group('The security pages in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('show and end sessions of other browsers', async ({ browser, assert, cleanup }) => {
    const user = await personWithPassword()
    const [here, there] = await Promise.all([
      browser.newContext({ userAgent: FIREFOX }),
      browser.newContext({ userAgent: PHONE }),
    ])
    cleanup(async () => {
      await Promise.all([here.close(), there.close()])
    })
    const [page, other] = [await here.newPage(), await there.newPage()]
    await signInByPassword(page, user, PASSWORD)
    await signInByPassword(other, user, PASSWORD)
    await open(page, '/accounts/sessions/')
    assert.equal(await page.locator('.security-list > li').count(), 2)
    assert.deepEqual(await page.locator('.security-list h2').allInnerTexts(), [
      'Firefox on Linux\nThis one',
      'Chrome on Android',
    ])
    await page.getByText('127.0.0.1').first().waitFor()
    // In place: what a script of the page holds is still there, and the focus is where the news is.
    await page.evaluate('window.stayed = true')
    await page.getByRole('button', { name: 'Sign out of all others' }).click()
    await page.getByText('Signed out of one other session.').waitFor()
    assert.equal(await page.locator('.security-list > li').count(), 1)
    assert.isTrue(await page.evaluate('window.stayed'))
    await page.waitForFunction("document.activeElement?.textContent.includes('one other session')")
    await open(other, '/accounts/sessions/')
    assert.equal(new URL(other.url()).pathname, '/accounts/login/')
  })

  test('make a token that works, by keyboard alone', async ({ browser, assert, cleanup }) => {
    const user = await personWithPassword()
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    cleanup(() => context.close())
    const page = await context.newPage()
    const watch = new PageWatch(page)
    await signInByPassword(page, user, PASSWORD)
    await open(page, '/accounts/tokens/new/')
    await page.getByLabel('Name').focus()
    await page.keyboard.type('My tool')
    await page.keyboard.press('Tab')
    // The second of the scopes: `profile`.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.getByLabel('7 days').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByText('Token made: My tool.').waitFor()
    const token = await page.locator('.code-block code').textContent()
    assert.equal(await overflow(page), 0)
    assert.deepEqual(await accessibilityViolations(page), [])
    const response = await fetch(`${process.env.APP_URL}/api/v3/account`, {
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(response.status, 200)
    const { username } = (await response.json()) as { username: string }
    assert.equal(username, user.username)
    assert.deepEqual(watch.complaints, [])
  })

  test('are sound, with and without the second step', async ({ browserContext, assert }) => {
    const user = await personWithPassword()
    await signInByPassword(await browserContext.newPage(), user, PASSWORD)
    for (const path of PAGES) assert.deepEqual(await pageFlaws(browserContext, `/accounts/${path}/`), [])
    await switchSecondStepOn(user)
    for (const path of CHANGED_BY_SECOND_STEP) {
      assert.deepEqual(await pageFlaws(browserContext, `/accounts/${path}/`), [])
    }
  })
})
