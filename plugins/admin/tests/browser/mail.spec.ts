import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import mail from '@adonisjs/mail/services/main'
import type { BrowserContext } from 'playwright'
import { test } from '@japa/runner'
import { MailOverrides, MailTemplateList } from '@pydotorg/platform/mail'
import { browserSignIn, lookFlaws, MailBox, PageWatch, UserFactory } from '@pydotorg/platform/testing'
import { prove, signInStaff } from './cockpit/operator.js'

const MAIL = `${process.env.APP_URL}/admin/mail/`
const LOST = 'lost@example.org'

async function signInOperator(context: BrowserContext): Promise<string> {
  const { email } = await signInStaff(context, 'platform.manage_mail', 'platform.change_mail_templates')
  return email
}

/** To somebody whom the server does not know. */
async function failOne(): Promise<void> {
  const box = await MailBox.connected()
  box.refuse(LOST)
  await mail.sendLater((message) => void message.to(LOST).subject('Hello there').html('<p>Guten Tag</p>'))
  await box.mails()
  await box.close()
}

/** The first mail without a secret. */
async function someMail() {
  const all = await (await app.container.make(MailTemplateList)).all()
  return all.find(({ template }) => !Object.values(template.variables).some((one) => 'secret' in one))!.template
}

test.group('Mails in the administration', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('that failed are found, sent again, and arrive', async ({ browserContext, assert, cleanup }) => {
    await signInOperator(browserContext)
    await failOne()
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${process.env.APP_URL}/admin/`)
    await page.getByRole('link', { name: 'Look at them' }).click()
    await page.getByRole('heading', { name: 'Mail', exact: true }).waitFor()
    assert.equal((await lookFlaws(page)).join('\n'), '')
    await page.getByRole('link', { name: 'Hello there' }).click()
    await page.getByRole('heading', { name: 'Attempts' }).waitFor()
    await page.frameLocator('iframe').locator('p', { hasText: 'Guten Tag' }).first().waitFor()
    // Before axe asks within the frame, which says that it runs no script.
    assert.deepEqual(watch.complaints, [])
    assert.equal((await lookFlaws(page)).join('\n'), '')
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByRole('status').filter({ hasText: 'queued again' }).waitFor()
    assert.deepEqual(
      (await box.mails()).map(({ to }) => to),
      [[LOST]]
    )
    await page.reload()
    await page.locator('.fact-list').getByText('sent', { exact: true }).waitFor()
  })

  test('have words that are changed, looked at while typing, tested and saved', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const email = await signInOperator(browserContext)
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const { key, title } = await someMail()
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(`${MAIL}templates/`)
    await page.getByRole('link', { name: title, exact: true }).click()
    await page.getByLabel('Subject').fill('Woof')
    await page.getByLabel('HTML').fill('<p>Wau and wau.</p>')
    await page.frameLocator('iframe').locator('p', { hasText: 'Wau and wau.' }).first().waitFor()
    await page.getByLabel('HTML').fill('<p>Wau and meow. {{ nothing_such }}</p>')
    await page.getByText('There is no variable').waitFor()
    await page.getByLabel('HTML').fill('<p>Wau and meow.</p>')
    await page.frameLocator('iframe').locator('p', { hasText: 'Wau and meow.' }).first().waitFor()
    assert.deepEqual(watch.complaints, [])
    assert.equal((await lookFlaws(page)).join('\n'), '')
    await page.getByRole('button', { name: 'Send a test' }).click()
    await prove(page)
    // Nothing that was typed is lost to the question.
    assert.equal((await page.getByLabel('HTML').inputValue()).trim(), '<p>Wau and meow.</p>')
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByRole('status').filter({ hasText: 'A test of the words below' }).waitFor()
    const [arrived] = await box.mails()
    assert.containSubset(arrived, { to: [email], subject: '[Test] Woof' })
    assert.isNull(await (await app.container.make(MailOverrides)).find(key))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').filter({ hasText: 'Saved: every mail' }).waitFor()
    assert.equal((await (await app.container.make(MailOverrides)).find(key))?.subject, 'Woof')
    await page.getByRole('button', { name: 'Back to the plugin’s own words' }).click()
    await page.getByRole('status').filter({ hasText: 'sent again' }).waitFor()
  })

  test('are previewed and changed without scripts', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    await signInOperator(context)
    const { key } = await someMail()
    const page = await context.newPage()
    await page.goto(`${MAIL}templates/${key}/`)
    await page.getByLabel('HTML').fill('<p>Wau and wau.</p>')
    const opened = context.waitForEvent('page')
    await page.getByRole('button', { name: 'Preview' }).click()
    const preview = await opened
    await preview.frameLocator('iframe').locator('p', { hasText: 'Wau and wau.' }).first().waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await prove(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').filter({ hasText: 'Saved: every mail' }).waitFor()
    assert.include((await (await app.container.make(MailOverrides)).find(key))?.html, 'Wau')
  })

  test('are nothing for a stranger', async ({ browserContext, assert }) => {
    await browserSignIn(browserContext, await UserFactory.create())
    const page = await browserContext.newPage()
    for (const path of ['', 'failed/', '1/', 'suppressions/', 'templates/', `templates/${(await someMail()).key}/`]) {
      const answer = await page.goto(`${MAIL}${path}`)
      assert.equal(answer?.status(), 403)
    }
  })
})
