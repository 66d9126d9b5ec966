import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { countQueries, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const ORIGIN = { actor: { id: null, name: 'ada@desk (console)' } }

async function note(id: number, reason: string): Promise<number> {
  const audit = await app.container.make(AuditLog)
  const subject = { type: 'pet', id, label: `Pet ${id}` }
  const change = { before: { name: 'Old', kept: 1 }, after: { name: '=cmd', kept: 1 } }
  return audit.record({ by: ORIGIN, action: 'pets.pet.update', subject, reason, ...change })
}

test.group('The audit log and health in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{address} needs {permission}')
    .with([
      { address: '/admin/audit/', permission: 'platform.read_audit' },
      { address: '/admin/health/', permission: 'platform.see_health' },
    ])
    .run(async ({ client }, { address, permission }) => {
      for (const user of [await UserFactory.create(), await operator('platform.switch_features')]) {
        const response = await client.get(address).loginAs(user)
        response.assertStatus(403)
      }
      const response = await client.get(address).loginAs(await operator(permission))
      response.assertStatus(200)
    })

  test('entries are searched, paged by key, and shown field by field', async ({ client, assert }) => {
    const user = await operator('platform.read_audit')
    const first = await note(1, 'the first')
    for (let id = 2; id <= 52; id += 1) await note(id, `number ${id}`)
    const search = { action: 'pets', who: 'ada@desk (console)' }
    const page = await client.get('/admin/audit/').qs(search).loginAs(user)
    assert.include(page.text(), 'number 52')
    assert.notInclude(page.text(), 'the first')
    const older = /href="([^"]*before=\d+)"/.exec(page.text())?.[1]?.replaceAll('&amp;', '&')
    const next = await client.get(older!).loginAs(user)
    assert.include(next.text(), 'the first')
    const one = await client.get('/admin/audit/').qs({ type: 'pet', id: '7' }).loginAs(user)
    assert.include(one.text(), 'number 7')
    assert.notInclude(one.text(), 'number 8')
    const none = await client.get('/admin/audit/').qs({ action: 'pets', until: '2001-01-01' }).loginAs(user)
    assert.include(plain(none.text()), 'No entry fits')

    const entry = await client.get(`/admin/audit/${first}/`).loginAs(user)
    assert.match(plain(entry.text()), /name Old =cmd/)
    assert.notInclude(plain(entry.text()), 'kept')
    const gone = await client.get('/admin/audit/999999999/').loginAs(user)
    gone.assertStatus(404)
    const queries = await countQueries(() => client.get('/admin/audit/').loginAs(user))
    assert.isAtMost(queries.length, 5)
  })

  test('a search is found as a browser sends it, with fields that are empty, and a day that is none is told of', async ({
    client,
    assert,
  }) => {
    const user = await operator('platform.read_audit')
    await note(1, 'the first')
    const empty = { who: '', action: 'pets', type: '', id: '', from: '', until: '' }
    const page = await client.get('/admin/audit/').qs(empty).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'the first')
    const file = await proved(client.post('/admin/audit/export.csv').qs(empty), user)
    assert.include(file.text(), 'the first')
    const wrong = await client.get('/admin/audit/').qs({ from: '2026-02-31' }).loginAs(user)
    wrong.assertStatus(422)
    assert.include(plain(wrong.text()), 'Write a day that there is, such as 2026-10-07.')
  })

  test('the log is exported as searched, safe for spreadsheets, and that it was is noted', async ({
    client,
    assert,
  }) => {
    const user = await operator('platform.read_audit')
    for (let id = 1; id <= 120; id += 1) await note(id, '=1+1')
    const response = await proved(client.post('/admin/audit/export.csv').qs({ action: 'pets' }), user)
    response.assertStatus(200)
    assert.include(response.header('content-disposition'), 'audit-log.csv')
    const lines = response.text().trim().split('\r\n')
    assert.lengthOf(lines, 121)
    assert.match(lines[1]!, /"pets\.pet\.update","pet","120","Pet 120".*"'=1\+1"$/)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.audit.export' })
    assert.containSubset(entries[0], { actor: { id: user.id }, after: { action: 'pets' } })
    const other = await proved(client.post('/admin/audit/export.csv'), await operator('platform.see_health'))
    other.assertStatus(403)
  })

  test('the chain is walked when asked for', async ({ client, assert }) => {
    const user = await operator('platform.read_audit')
    const response = await proved(client.post('/admin/audit/verifications/'), user)
    response.assertStatus(200)
    assert.match(plain(response.text()), /The chain (holds|is broken)/)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.audit.verify' })
    assert.lengthOf(entries, 1)
  })

  test('health has every check with its own words', async ({ client, assert }) => {
    const page = await client.get('/admin/health/').loginAs(await operator('platform.see_health'))
    for (const name of ['Database', 'Plugins', 'Jobs']) assert.include(plain(page.text()), name)
  })
})
