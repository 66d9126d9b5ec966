import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { BrowserContext } from 'playwright'
import { test } from '@japa/runner'
import { PageCache } from '@pydotorg/platform/page_cache'
import { browserSignIn, pageFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'

const CACHE = '/admin/cache/'

async function signInOperator(context: BrowserContext): Promise<void> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'platform.manage_cache' })
  await browserSignIn(context, user)
}

test.group('The cache', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is on sound pages', async ({ browserContext, assert }) => {
    await signInOperator(browserContext)
    await fetch(`${process.env.APP_URL}/downloads/`)
    assert.deepEqual(await pageFlaws(browserContext, CACHE), [])
    assert.deepEqual(await pageFlaws(browserContext, `${CACHE}purge/?everything=true`), [])
    assert.deepEqual(await pageFlaws(browserContext, `${CACHE}purge/?tag=table:pages_pages`), [])
  })

  test('is emptied by keyboard, after a question', async ({ browserContext, assert }) => {
    await signInOperator(browserContext)
    const cache = await app.container.make(PageCache)
    await fetch(`${process.env.APP_URL}/downloads/`)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}${CACHE}`)
    const kept = cache.counts().pages
    await page.getByRole('link', { name: 'Drop everything' }).press('Enter')
    const sure = page.getByRole('button', { name: 'Drop everything' })
    await sure.waitFor()
    assert.equal(cache.counts().pages, kept)
    await sure.press('Enter')
    await page.getByText('Everything is rendered anew.').waitFor()
    assert.equal(cache.counts().pages, 0)
    assert.deepEqual(watch.complaints, [])
  })
})
