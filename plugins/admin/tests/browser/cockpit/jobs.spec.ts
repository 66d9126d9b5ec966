import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { lookFlaws, PageWatch } from '@pydotorg/platform/testing'
import { FetchStick, Kennel, WashDog } from './kennel.js'
import { at, prove, signInStaff } from './operator.js'

const JOBS = '/admin/jobs/'
const FAILED = `${JOBS}list/?state=failed`
const PERMISSION = 'platform.manage_jobs'

async function actionsOf(prefix: string): Promise<string[]> {
  const { entries } = await (await app.container.make(AuditLog)).page({ action: prefix })
  return entries.map(({ action }) => action).reverse()
}

test.group('Jobs in the hands of an operator', (group) => {
  let kennel: Kennel

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    kennel = await Kennel.open()
    return () => kennel.close()
  })

  test('that fail are seen as it happens, with stack and payload but no secret, and are retried', async ({
    browserContext,
    assert,
  }) => {
    await signInStaff(browserContext, PERMISSION)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(at(JOBS))
    await page.getByText('Nothing. Failed jobs are kept for a month.').waitFor()
    await page.evaluate('window.stayed = true')
    await kennel.work()
    const [id] = await kennel.loseSticks(1)
    await page.getByRole('link', { name: '1 failed in default' }).waitFor()
    await page.getByRole('link', { name: 'kennel.fetch_stick' }).waitFor()
    assert.isTrue(await page.evaluate('window.stayed'))
    assert.deepEqual(await lookFlaws(page), [])

    await page.getByRole('link', { name: 'kennel.fetch_stick' }).click()
    await page.getByRole('heading', { name: 'kennel.fetch_stick', level: 1 }).waitFor()
    const words = await page.getByRole('main').innerText()
    assert.include(words, 'No stick 1 at https://rex:[masked]@kennel.example/garden')
    assert.match(words, /"apiKey": "\[masked\]"/)
    assert.match(words, /at FetchStick\.handle \(.*kennel\.ts:\d+/)
    assert.notInclude(await page.content(), 'hunter2')
    assert.notInclude(await page.content(), 'k-12345')
    assert.deepEqual(await lookFlaws(page), [])

    FetchStick.isLost = false
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('status').filter({ hasText: 'Queued again: 1.' }).waitFor()
    await page.goto(at(JOBS))
    await page.getByRole('link', { name: '1 completed in default' }).waitFor()
    await page.getByRole('link', { name: '1 completed in default' }).click()
    await page.getByText(id!).waitFor()
    assert.deepEqual(await actionsOf('platform.queue'), ['platform.queue.retry'])
    assert.deepEqual(watch.complaints, [])
  })

  test('that fail are told on the dashboard, and are followed from there and retried', async ({
    browserContext,
    assert,
  }) => {
    await signInStaff(browserContext, PERMISSION, 'admin.manage_people')
    const page = await browserContext.newPage()
    await kennel.work()
    await kennel.loseSticks(1)
    await kennel.settle()
    await page.goto(at('/admin/'))
    await page.getByRole('region', { name: 'Accounts opened' }).waitFor()
    const panel = page.getByRole('region', { name: 'Jobs that failed' })
    await panel.getByText('No stick 1 at https://rex:[masked]@kennel.example/garden').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    await panel.getByRole('link', { name: 'kennel.fetch_stick' }).click()
    await page.getByRole('heading', { name: 'kennel.fetch_stick', level: 1 }).waitFor()
    FetchStick.isLost = false
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('status').filter({ hasText: 'Queued again: 1.' }).waitFor()
    await kennel.settle()
    await page.goto(at('/admin/'))
    await page.getByRole('region', { name: 'What changed' }).getByText('retry queue failed jobs').waitFor()
    assert.equal(await panel.count(), 0)
  })

  test('that fail are many: some are retried, the rest deleted, without scripts', async ({
    browser,
    assert,
    cleanup,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    cleanup(() => context.close())
    await signInStaff(context, PERMISSION)
    const page = await context.newPage()
    await kennel.work()
    const ids = await kennel.loseSticks(3)
    await kennel.settle()
    await page.goto(at(JOBS))
    await page.getByRole('link', { name: '3 failed in default' }).click()
    FetchStick.isLost = false
    for (const id of ids.slice(0, 2)) await page.getByRole('checkbox', { name: `kennel.fetch_stick ${id}` }).check()
    await page.getByRole('button', { name: 'Retry the ticked ones' }).click()
    await page.getByText('Queued again: 2.').waitFor()
    assert.equal(await page.getByRole('checkbox').count(), 1)
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Delete the ticked ones' }).click()
    await prove(page)
    assert.isTrue(await page.getByRole('checkbox').isChecked())
    await page.getByRole('button', { name: 'Delete the ticked ones' }).click()
    await page.getByText('Deleted: 1.').waitFor()
    await page.goto(at(FAILED))
    await page.getByText('No failed jobs').waitFor()
    assert.deepEqual(await actionsOf('platform.job'), ['platform.job.delete'])
  })

  test('wait while their queue is paused, are seen there, and go on', async ({ browserContext, assert }) => {
    FetchStick.isLost = false
    await signInStaff(browserContext, PERMISSION)
    const page = await browserContext.newPage()
    await kennel.work()
    await page.goto(at(JOBS))
    await page.getByLabel('Why default is to be paused').fill('The garden is closed.')
    await page.getByRole('button', { name: 'Pause default' }).click()
    await prove(page)
    assert.equal(await page.getByLabel('Why default is to be paused').inputValue(), 'The garden is closed.')
    await page.getByRole('button', { name: 'Pause default' }).click()
    await page.getByRole('status').filter({ hasText: 'default is paused' }).waitFor()
    const [id] = await kennel.loseSticks(1)
    await page.getByRole('link', { name: '1 waiting in default' }).click()
    await page.getByText(id!).waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    await page.goto(at(JOBS))
    await page.getByText('paused', { exact: true }).waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('button', { name: 'Let default go on' }).click()
    await page.getByRole('status').filter({ hasText: 'default goes on.' }).waitFor()
    await page.getByRole('link', { name: '1 completed in default' }).waitFor()
    assert.deepEqual(await actionsOf('platform.queue'), ['platform.queue.pause', 'platform.queue.resume'])
  })

  test('that run tell how far they are, and are followed to their end', async ({ browserContext, assert }) => {
    await signInStaff(browserContext, PERMISSION)
    const page = await browserContext.newPage()
    await page.goto(at(JOBS))
    await kennel.work()
    await kennel.washDog()
    const bar = page.getByRole('progressbar', { name: 'Progress of kennel.wash_dog' })
    await bar.waitFor()
    assert.equal(await bar.getAttribute('value'), '75')
    await page.getByText('3 of 4 paws').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    await page.getByRole('link', { name: 'kennel.wash_dog' }).click()
    await page.getByText('active, 75 %').waitFor()
    await page.goto(at(JOBS))
    WashDog.clean.resolve()
    await page.getByRole('link', { name: '1 completed in default' }).waitFor()
    await bar.waitFor({ state: 'detached' })
  })

  test('of a schedule are run at once, paused, and put to another time', async ({ browserContext, assert }) => {
    await signInStaff(browserContext, PERMISSION)
    const page = await browserContext.newPage()
    const row = page.getByRole('row', { name: /^platform\.clear_jobs/ })
    await page.goto(at(JOBS))
    await page.getByRole('button', { name: 'Run now: platform.clear_jobs' }).click()
    await page.getByRole('status').filter({ hasText: 'The job of platform.clear_jobs is queued' }).waitFor()
    await page.getByRole('button', { name: 'pause platform.clear_jobs' }).click()
    await prove(page)
    await page.getByRole('button', { name: 'pause platform.clear_jobs' }).click()
    await row.getByText('paused', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'resume platform.clear_jobs' }).click()
    await row.getByText('fires', { exact: true }).waitFor()
    await row.getByRole('link', { name: 'platform.clear_jobs' }).click()
    const cron = page.locator('input[name=cron]')
    await cron.fill('* * *')
    await page.getByRole('button', { name: 'Change the time' }).click()
    await page.getByText('needs five fields').first().waitFor()
    assert.equal(await cron.inputValue(), '* * *')
    await cron.fill('30 4 * * *')
    await page.getByRole('button', { name: 'Change the time' }).click()
    await page.getByText('fires at another time now').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    await page.goto(at(JOBS))
    await row.getByText('30 4 * * *').waitFor()
    await row.getByText('changed by an operator').waitFor()
  })
})
