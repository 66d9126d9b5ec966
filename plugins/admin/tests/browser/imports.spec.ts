import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright'
import { test } from '@japa/runner'
import { browserSignIn, lookFlaws, PageWatch, UserFactory } from '@pydotorg/platform/testing'

const LIST = '/admin/manage/companies/companies/'
const TABLE = 'companies_companies'

const FILE = [
  'Name;Slug;Site;Contact',
  'Kept Company;kept-company;https://kept.example/;',
  'Moved Company;moved-company;https://new.example/;Ada Lovelace',
  'Fresh Company;fresh-company;https://fresh.example/;Grace Hopper',
  'Wrong Company;wrong-company;no address;',
  '',
].join('\r\n')

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${process.env.APP_URL}${path}`)
  return page
}

async function signInEditor(context: BrowserContext): Promise<void> {
  const user = await UserFactory.apply('staff').create()
  await db.table('user_permissions').insert({ user_id: user.id, permission: 'companies.manage' })
  await browserSignIn(context, user)
  await db.table(TABLE).multiInsert([
    { name: 'Kept Company', slug: 'kept-company', url: 'https://kept.example/' },
    { name: 'Moved Company', slug: 'moved-company', url: 'https://old.example/' },
  ])
}

/** From the list to what would come of the file. */
async function look(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Import' }).click()
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${FILE}`, 'utf16le') })
  await page.getByRole('button', { name: 'Look at it first' }).click()
  await page.getByRole('heading', { name: 'Nothing is saved yet' }).waitFor()
}

/** Mends the row that did not go in, and takes it in as well. */
async function mend(page: Page): Promise<void> {
  const text = page.getByLabel('Rows that did not go in')
  await text.fill((await text.inputValue()).replace('no address', 'https://right.example/'))
  await page.getByRole('button', { name: 'Look at them' }).click()
  await page.getByRole('button', { name: 'Take 1 record in' }).click()
  await page.getByText('1 record added, 0 changed.').waitFor()
}

test.group('An import', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('goes in after a look, and what is not right after it is mended', async ({ browserContext, assert }) => {
    await signInEditor(browserContext)
    const page = await open(browserContext, LIST)
    const watch = new PageWatch(page)
    await look(page)
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('button', { name: 'Take 2 records in' }).press('Enter')
    await page.getByRole('heading', { name: '1 row did not go in' }).waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download them with the reasons' }).click(),
    ])
    const file = await readFile((await download.path())!, 'utf8')
    assert.match(file, /Why it did not go in\r\nWrong Company,wrong-company,no address,,Site: /)
    await mend(page)
    const urls = await db.from(TABLE).whereLike('slug', '%-company').orderBy('slug').select('url')
    assert.deepEqual(
      urls.map(({ url }) => url),
      ['fresh', 'kept', 'new', 'right'].map((name) => `https://${name}.example/`)
    )
    // The answer that says what did not go in is one of 422.
    assert.deepEqual(
      watch.complaints.filter((complaint) => !complaint.includes('422')),
      []
    )
  })

  test('goes in without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    await signInEditor(context)
    const page = await open(context, LIST)
    await look(page)
    await page.getByRole('button', { name: 'Take 2 records in' }).click()
    await mend(page)
    assert.equal((await db.from(TABLE).where('slug', 'moved-company').first()).contact, 'Ada Lovelace')
  })
})
