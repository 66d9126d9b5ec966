import hash from '@adonisjs/core/services/hash'
import testUtils from '@adonisjs/core/services/test_utils'
import { accessibilityViolations, overflow, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import type { Page } from 'playwright'
import { test } from '@japa/runner'
import { PASSWORD } from '#tests/trap'

const GUESTS = [
  '/accounts/login/',
  '/accounts/signup/',
  '/accounts/confirm-email/',
  '/accounts/password/reset/',
  '/accounts/password/reset/done/',
  '/accounts/inactive/',
  '/users/ada/',
]
const PEOPLE = [
  '/accounts/',
  '/accounts/email/',
  '/accounts/password/change/',
  '/accounts/logout/',
  '/users/edit/',
  '/users/ada/',
]

const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement?.id || document.activeElement?.textContent?.trim()')

test.group('Pages of accounts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await UserFactory.merge({ username: 'ada', firstName: 'Ada', password: await hash.make(PASSWORD) }).create()
  })

  const signIn = async (page: Page): Promise<void> => {
    await page.goto(`${process.env.APP_URL}/accounts/login/`)
    await page.getByLabel('Username or e-mail address').fill('ada')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('.account-menu').waitFor()
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      test(`are sound for guests and for who is signed in: ${colorScheme}, ${width} px`, async ({
        browser,
        assert,
        cleanup,
      }) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
        cleanup(() => context.close())
        const page = await context.newPage()
        const watch = new PageWatch(page)
        const look = async (path: string): Promise<void> => {
          await page.goto(`${process.env.APP_URL}${path}`, { waitUntil: 'networkidle' })
          assert.equal(await overflow(page), 0, path)
          assert.deepEqual(await accessibilityViolations(page), [], path)
        }
        for (const path of GUESTS) await look(path)
        await signIn(page)
        for (const path of PEOPLE) await look(path)
        assert.deepEqual(watch.complaints, [])
      }).timeout(120_000)
    }
  }

  test('say what is wrong above the form and beside the field, and are sound then', async ({ visit, assert }) => {
    const page = await visit('/accounts/signup/')
    await page.getByLabel('Username', { exact: true }).fill('a b')
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByRole('alert').waitFor()
    assert.deepEqual(await accessibilityViolations(page), [])
    const field = page.getByLabel('Username', { exact: true })
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    const described = await field.getAttribute('aria-describedby')
    assert.equal(described, 'username-error username-help')
    assert.match(await page.locator('#username-error').innerText(), /cannot be used here/)
  })

  test('are used with the keyboard alone', async ({ visit, assert }) => {
    const page = await visit('/accounts/login/')
    await page.getByLabel('Username or e-mail address').focus()
    await page.keyboard.type('ada')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'password')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.locator('.form-summary:focus').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#login:focus').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Tab')
    assert.match(String(await focused(page)), /^Show/)
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#password').getAttribute('type'), 'text')
    await page.locator('#password:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.account-menu').waitFor()
  })
})
