import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { BrowserContext, Page } from 'playwright'
import { test } from '@japa/runner'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { keptSettings, SettingChanges, settings } from '@pydotorg/platform/settings'
import { browserSignIn, lookFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { food, gateOpen, sampleSettings } from '../sample_settings.js'

const PASSWORD = 'walrus kettle ninety'
const LIST = '/admin/settings/'
const PYPI = 'https://pypi.example/simple/'

async function signInSuperuser(context: BrowserContext): Promise<void> {
  const password = await (await app.container.make(Passwords)).make(PASSWORD)
  await browserSignIn(context, await UserFactory.merge({ password }).apply('superuser').create())
}

const open = (page: Page, path: string) => page.goto(`${process.env.APP_URL}${path}`)

const valueOf = (page: Page) => page.getByRole('textbox', { name: 'Package index' })

/** From the list to the form of a setting, past the question for the password. */
async function openForm(page: Page, title = 'Package index'): Promise<void> {
  await open(page, LIST)
  await page.getByRole('link', { name: title }).click()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
}

/** As a guest asks: the page, and what the page cache says of it. */
async function guestHome(): Promise<{ html: string; cache: string | null }> {
  const response = await fetch(`${process.env.APP_URL}/`)
  return { html: await response.text(), cache: response.headers.get('cache-status') }
}

test.group('Settings of the site', (group) => {
  // After the transaction is taken back, what is in memory has to be so as well.
  group.each.setup(() => () => keptSettings.refresh())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are changed by a superuser, and guests see it on a page that was kept', async ({ browserContext, assert }) => {
    await signInSuperuser(browserContext)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await guestHome()
    const kept = await guestHome()
    assert.equal(kept.cache, 'pydotorg; hit')
    assert.notInclude(kept.html, PYPI)

    await openForm(page)
    await valueOf(page).fill('pypi.example')
    await page.getByLabel('Why').fill('The shop has moved.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('#value-error').waitFor()
    assert.equal(await valueOf(page).inputValue(), 'pypi.example')
    assert.equal(await page.getByLabel('Why').inputValue(), 'The shop has moved.')
    assert.deepEqual(await lookFlaws(page), [])

    await valueOf(page).fill(PYPI)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('“Package index” is changed.').waitFor()
    assert.include((await guestHome()).html, `href="${PYPI}"`)
    assert.deepEqual(await lookFlaws(page), [])
    await open(page, LIST)
    await page.getByText('changed', { exact: true }).waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    assert.deepEqual(watch.complaints, [])
  })

  test('are changed and given back without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    await signInSuperuser(context)
    const page = await context.newPage()
    await openForm(page)
    await valueOf(page).fill(PYPI)
    await page.getByLabel('Why').fill('The shop has moved.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('“Package index” is changed.').waitFor()
    await page.getByLabel('Why').fill('It came back.')
    await page.getByRole('button', { name: 'Back to the default' }).click()
    await page.getByText('“Package index” has its default again.').waitFor()
    assert.notInclude((await guestHome()).html, PYPI)
    const lines = await (await app.container.make(SettingChanges)).history({ limit: 5 })
    assert.deepEqual(
      lines.map(({ reason }) => reason),
      ['It came back.', 'The shop has moved.']
    )
  })

  test('are chosen where there is a choice, by keyboard', async ({ browserContext, assert, cleanup }) => {
    cleanup(await sampleSettings())
    await signInSuperuser(browserContext)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await openForm(page, 'Open gate')
    const gate = page.getByRole('combobox', { name: 'Open gate' })
    assert.equal(await gate.inputValue(), 'false')
    // Pressed where it is meant: a page that was just shown may still move the focus.
    await gate.press('ArrowUp')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.locator('#reason-error').waitFor()
    assert.equal(await gate.inputValue(), 'true')
    await page.getByLabel('Why').fill('A fine day.')
    await page.getByLabel('Why').press('Tab')
    await page.locator('button:focus', { hasText: 'Save' }).press('Enter')
    await page.getByText('“Open gate” is changed.').waitFor()
    assert.isTrue(settings.read(gateOpen))
    assert.deepEqual(await lookFlaws(page), [])

    await open(page, `${LIST}${food.key}/`)
    await page.getByRole('combobox', { name: 'Food' }).selectOption('Dry biscuits')
    await page.getByLabel('Why').fill('No bones left.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('“Food” is changed.').waitFor()
    await page.getByRole('row', { name: /default Dry biscuits No bones left\.$/ }).waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    assert.deepEqual(watch.complaints, [])
  })

  test('lead a stranger nowhere', async ({ browserContext, assert }) => {
    await browserSignIn(browserContext, await UserFactory.create())
    const page = await browserContext.newPage()
    const answers = await Promise.all(
      [LIST, `${LIST}site.package_index/`].map((path) => page.request.get(`${process.env.APP_URL}${path}`))
    )
    assert.deepEqual(
      answers.map((answer) => answer.status()),
      [403, 403]
    )
    const shown = await open(page, LIST)
    assert.equal(shown?.status(), 403)
    assert.equal(await page.getByText('Contact address').count(), 0)
  })
})
