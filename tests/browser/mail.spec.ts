import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { FolderTransport, ListMembers, UnsubscribeLinks } from '@pydotorg/platform/mail'
import { lookFlaws, pageFlaws, PageWatch } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { mailSettings } from '#config/mail'

const SUBJECT = `A subject that goes on for longer than a phone is wide, with one${'Very'.repeat(20)}LongWord`

const MESSAGE = {
  from: { address: 'site@example.org', name: 'Site' },
  to: ['ada@example.org'],
  subject: SUBJECT,
  text: `Text\n${'x = 1; '.repeat(60)}`,
  html: '<!doctype html><html lang="en"><head><title>Mail</title></head><body><main><h1>Mail</h1></main></body></html>',
}

const LIST = { key: 'tests.news', title: 'News of the tests' }

test.group('The outbox of developers in a browser', (group) => {
  let name = ''

  group.each.setup(async () => {
    const { folder } = mailSettings
    const before = new Set(await readdir(folder).catch(() => []))
    await new FolderTransport(folder).send({ ...MESSAGE })
    const file = (await readdir(folder)).find((each) => !before.has(each))!
    name = file.replace(/\.eml$/, '')
    return () => rm(join(folder, file))
  })

  test('leads to a mail, and both pages are sound', async ({ browserContext, assert }) => {
    assert.deepEqual(await pageFlaws(browserContext, '/outbox/'), [])
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/outbox/`)
    await page.getByRole('link', { name: SUBJECT }).first().click()
    await page.waitForURL(`**/outbox/${name}/`)
    await page.frameLocator('iframe').getByRole('heading', { name: 'Mail' }).waitFor()
    // Before axe asks within the frame, which says that it runs no script.
    assert.deepEqual(watch.complaints, [])
    assert.deepEqual(await lookFlaws(page), [])
  })
})

test.group('The page that leaves a list in a browser', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  for (const javaScriptEnabled of [true, false]) {
    test(`asks once, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({ browser, assert, cleanup }) => {
      const links = await app.container.make(UnsubscribeLinks)
      const { pathname } = new URL(links.address({ list: LIST, address: 'ada@example.org' }))
      const context = await browser.newContext({ javaScriptEnabled })
      cleanup(() => context.close())
      const page = await context.newPage()
      await page.goto(`${process.env.APP_URL}${pathname}`)
      await page.getByRole('heading', { name: 'Leave News of the tests?' }).waitFor()
      if (javaScriptEnabled) assert.deepEqual(await lookFlaws(page), [])
      await page.getByRole('main').getByRole('button').click()
      await page.getByText('You have left News of the tests').first().waitFor()
      assert.isTrue(await (await app.container.make(ListMembers)).hasLeft(LIST.key, 'ada@example.org'))
      if (javaScriptEnabled) assert.deepEqual(await lookFlaws(page), [])
    })
  }
})
