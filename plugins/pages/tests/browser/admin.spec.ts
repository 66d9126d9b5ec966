import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { Browser, BrowserContext, Page as Tab } from 'playwright'
import { accessibilityViolations, browserSignIn, overflow, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import type { User } from '@pydotorg/platform/identity'
import Page from '#models/page'

const PATH = 'made/journey'
const LIST = '/admin/manage/pages/pages/'

/** One blue pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg=='

const address = (path: string) => `${process.env.APP_URL}${path}`

/** As a visitor asks, who has no session: pages are kept for them. */
async function seen(): Promise<{ status: number; text: string; source: string | null }> {
  const response = await fetch(address(`/${PATH}/`), { redirect: 'manual' })
  return { status: response.status, text: await response.text(), source: response.headers.get('cache-status') }
}

/** A moment after a change has been announced pages are kept again. */
async function isKept(): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if ((await seen()).source === 'pydotorg; hit') return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

async function dropImage(tab: Tab): Promise<void> {
  const files = await tab.evaluateHandle((base64) => {
    const transfer = new DataTransfer()
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    transfer.items.add(new File([bytes], 'blue-dot.png', { type: 'image/png' }))
    return transfer
  }, PNG)
  await tab.locator('#content').dispatchEvent('drop', { dataTransfer: files })
}

/** The form that comes back is another one, and says that it is saved, also when the last one said so. */
async function save(tab: Tab): Promise<void> {
  await tab.locator('.admin-form').evaluate((form) => form.classList.add('sent'))
  await tab.getByRole('button', { name: 'Save and stay here' }).click()
  await tab.locator('.admin-form:not(.sent)').waitFor()
  await tab.getByText('A journey is saved.').waitFor()
}

async function openAs(browser: Browser, user: User, options = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  await browserSignIn(context, user)
  return context
}

/** What visitors are sent is kept only when it is committed, so nothing here is in a transaction. */
test.group('The way of an editor', (group) => {
  const people: User[] = []

  async function person(...permissions: string[]): Promise<User> {
    const user = await (permissions.length > 0 ? UserFactory.apply('staff') : UserFactory).create()
    people.push(user)
    for (const permission of permissions) await db.table('user_permissions').insert({ user_id: user.id, permission })
    return user
  }

  group.each.teardown(async () => {
    await db.from('pages_pages').where('path', 'like', `${PATH}%`).delete()
    await db.from('media_images').where('name', 'blue-dot.png').delete()
    await db.rawQuery('truncate audit_entries')
    for (const { id } of people.splice(0)) await db.from('users').where({ id }).delete()
  })

  test('leads from a first word to a page that is kept, changed, compared and restored', async ({
    browser,
    assert,
    cleanup,
  }) => {
    const context = await openAs(browser, await person('pages.write', 'pages.publish'))
    cleanup(() => context.close())
    const tab = await context.newPage()
    const watch = new PageWatch(tab)

    await tab.goto(address(`${LIST}new/`))
    await tab.getByLabel('Title').fill('A journey')
    await tab.getByLabel('Path').fill(PATH)
    await tab.locator('#content').pressSequentially('The *first* word.')
    await tab.locator('#preview-content em', { hasText: 'first' }).waitFor()
    // A preview keeps nothing, so whoever leaves is still asked.
    tab.once('dialog', (dialog) => dialog.dismiss())
    await tab.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Pages' }).click()
    assert.equal(await tab.locator('#content').inputValue(), 'The *first* word.')
    await save(tab)

    await tab.getByRole('heading', { name: 'Images and documents' }).waitFor()
    await tab.locator('#content').press('End')
    await dropImage(tab)
    await tab.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('#content')?.value.includes('![blue dot](')
    )
    await tab.getByText('Added: blue-dot.png.').waitFor()
    await tab.locator('#preview-content img').waitFor()
    assert.deepEqual(await accessibilityViolations(tab), [])

    await tab.getByLabel('Published').check()
    await tab.locator('input[name="publishAt"]').fill('2099-01-01T10:00')
    await save(tab)
    await tab.getByText('Planned: visitors see it from 1 January 2099, 10:00 UTC.').waitFor()
    assert.equal((await seen()).status, 404)

    await tab.getByRole('link', { name: 'Publish', exact: true }).click()
    await tab.getByRole('button', { name: 'Publish', exact: true }).click()
    await tab.getByText(`/${PATH}/ is published.`).waitFor()
    const published = await seen()
    assert.equal(published.status, 200)
    assert.include(published.text, '<em>first</em>')
    assert.match(published.text, /<img[^>]+src="\/media\/[^"]+"[^>]*alt="blue dot"|alt="blue dot"[^>]*src="\/media\//)
    assert.isTrue(await isKept())

    await tab.goto(address(`${LIST}${(await Page.findByOrFail('path', PATH)).id}/`))
    await tab.locator('#content').fill('The *second* word.')
    await tab.getByLabel('Note of this change').fill('Second thoughts')
    await save(tab)
    const changed = await seen()
    assert.include(changed.text, '<em>second</em>')
    assert.notInclude(changed.text, '<em>first</em>')
    assert.isTrue(await isKept())

    await tab.getByRole('link', { name: 'Revisions' }).click()
    await tab.getByText('Second thoughts').waitFor()
    await tab.getByRole('button', { name: 'Compare' }).click()
    await tab.locator('ins', { hasText: 'The *second* word.' }).waitFor()
    assert.deepEqual(await accessibilityViolations(tab), [])
    await tab
      .getByRole('link', { name: /^Revision \d+$/ })
      .first()
      .click()
    await tab.getByRole('button', { name: /^Restore revision/ }).click()
    await tab.getByText('again. That is revision').waitFor()
    const restored = await seen()
    assert.include(restored.text, '<em>first</em>')
    assert.notInclude(restored.text, '<em>second</em>')
    assert.deepEqual(watch.complaints, [])
  }).timeout(120_000)

  test('does without scripts, on a phone', async ({ browser, assert, cleanup }) => {
    const editor = await person('pages.write', 'pages.publish')
    const context = await openAs(browser, editor, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
    cleanup(() => context.close())
    const tab = await context.newPage()
    await tab.goto(address(`${LIST}new/`))
    await tab.getByLabel('Title').fill('A journey')
    await tab.getByLabel('Path').fill(PATH)
    await tab.locator('#content').fill('The *first* word.')
    await save(tab)
    await tab.getByRole('link', { name: 'Files of this page' }).click()
    await tab
      .locator('input[type=file]')
      .setInputFiles({ name: 'blue-dot.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
    await tab.getByRole('button', { name: 'Upload' }).click()
    await tab.getByText('Added: blue-dot.png.').waitFor()
    assert.match(await tab.locator('.page-files-markup').inputValue(), /^!\[blue dot\]\(\/media\//)
    assert.isFalse(await tab.locator('[data-page-files-target=insert]').isVisible())
    assert.equal(await overflow(tab), 0)
  }).timeout(60_000)

  test('is closed to a stranger who is signed in', async ({ browser, assert, cleanup }) => {
    const page = await Page.create({
      ...{ title: 'A journey', path: `${PATH}-closed`, content: '', contentMarkupType: 'markdown', version: 1 },
      ...{ keywords: '', description: '', contentType: 'text/html', templateName: '', isPublished: false },
    })
    const context = await openAs(browser, await person())
    cleanup(() => context.close())
    const tab = await context.newPage()
    const paths = [LIST, `${LIST}new/`, `${LIST}${page.id}/`]
    for (const path of [...paths, `/admin/pages/${page.id}/revisions/`, `/admin/pages/${page.id}/files/`]) {
      const response = await tab.goto(address(path))
      assert.equal(response?.status(), 403, path)
    }
    assert.equal((await tab.goto(address(page.href)))?.status(), 404)
  })
})
