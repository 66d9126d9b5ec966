import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { browserSignIn, lookFlaws, pageFlaws, UserFactory } from '@pydotorg/platform/testing'
import type { Browser, BrowserContext, Page } from 'playwright'
import Release from '#models/release'
import { createReleaseManager } from '#tests/release_manager'
import { createSampleSite } from '#tests/sample_site'
import { SHA256_LINES, TWENTY_FILES } from '#tests/twenty_files'

const LIST = '/admin/manage/downloads/releases/'

const at = (path: string) => `${process.env.APP_URL}${path}`

async function contextOf(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {}
): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  await browserSignIn(context, await createReleaseManager())
  return context
}

/** What no release had before: staff say what it is. */
async function tellOfNewKinds(page: Page): Promise<void> {
  for (const [index, name] of TWENTY_FILES.entries()) {
    const row = page.getByRole('group', { name: `${index + 1}. ${name}` })
    if (await row.getByLabel('Name').inputValue()) continue
    await row.getByLabel('Name').fill(`Extra ${index}`)
    await row.getByRole('combobox', { name: 'System' }).selectOption('Source release')
  }
}

test.group('A release made by hand', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await createSampleSite()
  })

  test('is written, gets twenty files, is published, and everybody sees it', async ({ browser, assert, cleanup }) => {
    const context = await contextOf(browser)
    const visitor = await browser.newContext()
    cleanup(async () => {
      await context.close()
      await visitor.close()
    })
    const page = await context.newPage()
    await page.goto(at('/admin/'))
    await page.locator('#admin-menu').getByRole('link', { name: 'Releases', exact: true }).click()
    await page.getByRole('link', { name: 'New release' }).click()
    await page.getByLabel('Name').fill('Python 3.14.4')
    await page.getByRole('textbox', { name: 'Content' }).fill('**The fourth** update.')
    await page.getByRole('button', { name: 'Save and stay here' }).click()
    await page.getByText('Python 3.14.4 is saved.').waitFor()
    assert.equal(await page.getByLabel('Slug').inputValue(), 'python-3144')

    await page.getByRole('link', { name: 'Files of this release' }).click()
    await page.getByLabel('Addresses and checksums').fill(SHA256_LINES)
    await page.getByRole('button', { name: 'Look at them' }).click()
    await page.getByRole('heading', { name: 'Look at the files of Python 3.14.4' }).waitFor()
    await page.getByRole('button', { name: 'Save 20 files' }).click()
    await page.getByText('Nothing is saved so far, and nothing is lost.').waitFor()
    await tellOfNewKinds(page)
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('button', { name: 'Save 20 files' }).click()
    await page.getByText('20 files are saved.').waitFor()
    assert.equal(await page.getByRole('row').count(), 21)

    const draft = await visitor.request.get(at('/downloads/release/python-3144/'))
    assert.equal(draft.status(), 404)
    const before = await visitor.request.get(at('/downloads/'))
    assert.notInclude(await before.text(), 'Python 3.14.4')
    await page.getByRole('link', { name: 'The release', exact: true }).click()
    await page.getByRole('link', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Python 3.14.4 is published.').waitFor()
    await page.getByRole('link', { name: 'Make it the latest' }).click()
    await page.getByRole('button', { name: 'Make it the latest' }).click()
    await page.getByText('Python 3.14.4 is the latest release now.').waitFor()

    const open = await visitor.newPage()
    await open.goto(at('/downloads/release/python-3144/'))
    assert.equal(await open.getByRole('link', { name: 'macOS installer', exact: true }).count(), 1)
    assert.equal(await open.locator('.file-name').count(), 20)
    await open.goto(at('/downloads/'))
    assert.isAbove(await open.getByText('Python 3.14.4').count(), 1)
  })

  test('is previewed no more once it is being saved', async ({ browser, assert, cleanup }) => {
    const context = await contextOf(browser)
    cleanup(() => context.close())
    const page = await context.newPage()
    const sent: string[] = []
    const { promise: looked, resolve: goOn } = Promise.withResolvers<void>()
    await page.goto(at(`${LIST}new/`))
    await page.route(`**${LIST}**`, async (route) => {
      if (route.request().method() === 'POST') sent.push(new URL(route.request().url()).pathname)
      await looked
      await route.continue()
    })
    await page.getByLabel('Name').fill('Python 3.14.4')
    await page.getByRole('textbox', { name: 'Content' }).fill('**The fourth** update.')
    await page.getByRole('button', { name: 'Save and stay here' }).click()
    // A preview would come sooner, and take away what the next page is to tell.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1_000))')
    assert.deepEqual(sent, [`${LIST}new/`])
    goOn()
    await page.getByText('Python 3.14.4 is saved.').waitFor()
  })

  test('can be made without scripts, on a phone', async ({ browser, assert, cleanup }) => {
    const viewport = { width: 390, height: 844 }
    const context = await contextOf(browser, { javaScriptEnabled: false, viewport })
    cleanup(() => context.close())
    const page = await context.newPage()
    const release = await Release.findByOrFail('slug', 'python-3143')
    await page.goto(at(`/admin/downloads/releases/${release.id}/files/`))
    await page.getByLabel('Addresses and checksums').fill('Python-3.14.3.tgz\nno-file')
    await page.getByRole('button', { name: 'Look at them' }).click()
    await page.getByText('“no-file” is no file').waitFor()
    await page.getByText('Address, checksums and signatures').click()
    await page.getByLabel('SHA-256').fill('nothing of the kind')
    await page.getByRole('button', { name: 'Save the file' }).click()
    await page.getByText('This checksum has 64 digits').first().waitFor()
    await page.getByLabel('SHA-256').fill('')
    await page.getByRole('button', { name: 'Save the file' }).click()
    await page.getByText('1 file is saved.').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Gzipped source tarball' }).count(), 1)
  })

  test('has sound pages', async ({ browser, assert, cleanup }) => {
    const context = await contextOf(browser)
    cleanup(() => context.close())
    const { id } = await Release.findByOrFail('slug', 'python-3142')
    const files = `/admin/downloads/releases/${id}/files/`
    const manage = '/admin/manage/downloads/'
    const lists = [LIST, `${manage}release_files/`, `${manage}operating_systems/`]
    for (const path of [
      ...lists,
      `${LIST}${id}/`,
      `${LIST}new/`,
      `${manage}release_files/new/`,
      files,
      `${files}edit/`,
    ])
      assert.deepEqual(await pageFlaws(context, path), [], path)
  }).timeout(120_000)

  test('is nothing for somebody who is signed in only', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext()
    cleanup(() => context.close())
    await browserSignIn(context, await UserFactory.create())
    const page = await context.newPage()
    const answer = await page.goto(at(LIST))
    assert.equal(answer?.status(), 403)
    assert.equal(await page.locator(`a[href="${LIST}"]`).count(), 0)
  })
})
