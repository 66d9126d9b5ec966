import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { type User } from '@pydotorg/platform/identity'
import { lookFlaws, PageWatch } from '@pydotorg/platform/testing'
import { at, prove, signInStaff } from './operator.js'

const AUDIT = '/admin/audit/'
const ADA = { actor: { id: null, name: 'ada@desk (console)' }, ip: '203.0.113.7' }

async function note(id: number, reason: string): Promise<number> {
  const audit = await app.container.make(AuditLog)
  const subject = { type: 'pet', id, label: `Pet ${id}` }
  const change = { before: { name: 'Rex' }, after: { name: `Rex ${id}` } }
  return audit.record({ by: ADA, action: 'pets.pet.update', subject, reason, ...change })
}

/** What somebody with the owner's rights could do. */
async function tamper(id: number): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.rawQuery('alter table audit_entries disable trigger user')
    await trx.rawQuery('update audit_entries set actor = ? where id = ?', ['mallory', id])
    await trx.rawQuery('alter table audit_entries enable trigger user')
  })
}

/** Entries become part of the chain at commit, so these tests commit, and tidy up. */
test.group('The audit log in the hands of an operator', (group) => {
  const empty = () => db.rawQuery('truncate audit_entries')
  const people: User[] = []

  group.each.setup(async () => {
    await empty()
    return async () => {
      for (const user of people.splice(0)) await user.delete()
      await empty()
    }
  })

  test('is searched, read field by field, exported, and proved to be whole', async ({ browserContext, assert }) => {
    people.push(await signInStaff(browserContext, 'platform.read_audit'))
    for (let id = 1; id <= 60; id += 1) await note(id, id === 7 ? 'He moved away.' : `number ${id}`)
    const page = await browserContext.newPage()
    const watch = new PageWatch(page)
    await page.goto(at(AUDIT))
    await page.getByLabel('Who (name or id)').fill('ada@desk (console)')
    await page.getByLabel('Kind of thing').fill('pet')
    await page.getByRole('button', { name: 'Search' }).click()
    // Only the answer says in its HTML what was typed; the rows are those of the page before.
    await page.locator('input[name=type][value=pet]').waitFor()
    await page.getByText('number 60').waitFor()
    assert.equal(await page.getByText('He moved away.').count(), 0)
    await page.getByRole('link', { name: 'Older' }).click()
    await page.getByText('He moved away.').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    const other = page.getByText('number 8', { exact: true })
    assert.equal(await other.count(), 1)
    await page.getByLabel('Its id').fill('7')
    await page.getByRole('button', { name: 'Search' }).click()
    // Until the answer is there, the rows of the page before are.
    await other.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /^Entry \d+:/ }).click()
    await page.getByRole('row', { name: 'name Rex Rex 7' }).waitFor()
    await page.getByText('203.0.113.7').waitFor()
    assert.deepEqual(await lookFlaws(page), [])

    await page.goto(at(`${AUDIT}?type=pet`))
    await page.getByRole('button', { name: 'Export as CSV' }).click()
    await prove(page)
    await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ])
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
    assert.lengthOf(lines, 61)
    await page.getByRole('button', { name: 'Verify the chain' }).click()
    await page.getByRole('heading', { name: 'The chain holds' }).waitFor()
    await page.getByText('61 entries were checked, and all of them hold.').waitFor()
    assert.deepEqual(await lookFlaws(page), [])
    assert.deepEqual(watch.complaints, [])
  })

  test('points out a row that somebody changed, and leads to it', async ({ browser, assert, cleanup }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    cleanup(() => context.close())
    people.push(await signInStaff(context, 'platform.read_audit'))
    const [, second] = [await note(1, 'first'), await note(2, 'second'), await note(3, 'third')]
    await tamper(second)
    const page = await context.newPage()
    await page.goto(at(AUDIT))
    await page.getByRole('button', { name: 'Verify the chain' }).click()
    await page.getByRole('heading', { name: 'The chain is broken' }).waitFor()
    await page.getByText('it is not what was written').waitFor()
    await page.getByRole('link', { name: `Entry ${second}` }).click()
    await page.getByRole('heading', { name: `Entry ${second}`, level: 1 }).waitFor()
    await page.getByRole('link', { name: 'mallory' }).waitFor()
    assert.equal(new URL(page.url()).pathname, `${AUDIT}${second}/`)
  })
})
