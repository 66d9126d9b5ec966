import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { AuditLog } from '@pydotorg/platform/audit'
import { MailProviders } from '@pydotorg/platform/mail'
import { countQueries, MailBox, UserFactory } from '@pydotorg/platform/testing'
import { operator, proved } from './operator.js'
import { failedMail, LOST, newestMail, sendMail } from './sample_mails.js'

const MAIL = '/admin/mail/'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const manager = () => operator('platform.manage_mail')

test.group('Mails in the cockpit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{method} {address} is closed to who may not look after mails')
    .with([
      { method: 'GET', address: MAIL },
      { method: 'GET', address: `${MAIL}failed/` },
      { method: 'GET', address: `${MAIL}1/` },
      { method: 'GET', address: `${MAIL}1/html/` },
      { method: 'POST', address: `${MAIL}1/retry/` },
      { method: 'POST', address: `${MAIL}failed/` },
    ])
    .run(async ({ client }, { method, address }) => {
      for (const user of [await UserFactory.create(), await operator('platform.read_audit')]) {
        const response = await proved(client.request(address, method), user)
        response.assertStatus(403)
      }
    })

  test('are listed with counts and providers, and found by state, recipient and template', async ({
    client,
    assert,
  }) => {
    const user = await manager()
    await failedMail({ template: 'tests.lost' })
    const box = await MailBox.connected()
    await sendMail('ada@example.org', { template: 'tests.found' })
    await box.mails()
    await box.close()
    const page = await client.get(MAIL).loginAs(user)
    page.assertStatus(200)
    for (const word of [LOST, 'ada@example.org', 'tests.found']) assert.include(page.text(), word)
    assert.match(plain(page.text()), /sent 1 failed 1/)
    assert.match(plain(page.text()), /box-\d+ not configured any more 0 1 0/)

    const found = async (search: Record<string, string>) => {
      const response = await client.get(MAIL).qs(search).loginAs(user)
      return [LOST, 'ada@example.org'].filter((address) => response.text().includes(`Hello ${address}`))
    }
    assert.deepEqual(await found({ state: 'failed' }), [LOST])
    assert.deepEqual(await found({ recipient: 'ada' }), ['ada@example.org'])
    assert.deepEqual(await found({ template: 'tests.lost' }), [LOST])
    assert.deepEqual(await found({ template: 'tests.lost', state: 'sent' }), [])
    const wrong = await client.get(MAIL).qs({ state: 'lost' }).loginAs(user)
    wrong.assertStatus(422)
  })

  test('are found as a browser searches, with fields that are empty', async ({ client, assert }) => {
    const user = await operator('platform.manage_mail')
    const page = await client.get('/admin/mail/').qs({ state: '', recipient: '', template: '' }).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'aria-label="Mails"')
  })

  test('come in pages by key, with few queries', async ({ client, assert }) => {
    const user = await manager()
    const rows = Array.from({ length: 52 }, (_, index) => ({
      message_id: `<${index}@example.org>`,
      subject: `Number ${index}.`,
      recipient: 'ada@example.org',
      recipients: ['ada@example.org'],
    }))
    await db.table('mails').multiInsert(rows)
    const first = await client.get(MAIL).qs({ recipient: 'ada' }).loginAs(user)
    assert.include(first.text(), 'Number 51.')
    assert.notInclude(first.text(), 'Number 1.')
    const older = /href="([^"]*before=\d+)"/.exec(first.text())?.[1]?.replaceAll('&amp;', '&')
    const second = await client.get(older!).loginAs(user)
    assert.include(second.text(), 'Number 1.')
    assert.notInclude(second.text(), 'Number 2.')
    const queries = await countQueries(() => client.get(MAIL).loginAs(user))
    assert.isAtMost(queries.length, 8)
  })

  test('show who, what, every attempt, and their text in a frame', async ({ client, assert }) => {
    const user = await manager()
    const id = await failedMail({ template: 'tests.lost' })
    const page = await client.get(`${MAIL}${id}/`).loginAs(user)
    const words = plain(page.text())
    for (const part of [LOST, 'tests.lost', 'refused', 'No such box', 'Guten Tag']) assert.include(words, part)
    assert.match(page.text(), new RegExp(`<iframe[^>]*src="${MAIL}${id}/html/"[^>]*sandbox="allow-popups`))
    const frame = await client.get(`${MAIL}${id}/html/`).loginAs(user)
    frame.assertStatus(200)
    assert.include(frame.text(), '<p>Guten <em>Tag</em></p>')
    assert.match(String(frame.header('content-security-policy')), /default-src 'none'.*frame-ancestors 'self';sandbox/)
    for (const unknown of [`${MAIL}999999999/`, `${MAIL}999999999/html/`]) {
      const none = await client.get(unknown).loginAs(user)
      none.assertStatus(404)
    }
  })

  test('keep what is secret, and say what is gone', async ({ client, assert }) => {
    const user = await manager()
    const id = await failedMail({ secret: true })
    const secret = await client.get(`${MAIL}${id}/`).loginAs(user)
    assert.include(secret.text(), 'It is secret')
    assert.notInclude(secret.text(), 'Guten Tag')
    const frame = await client.get(`${MAIL}${id}/html/`).loginAs(user)
    frame.assertStatus(404)
    await db.from('mails').where({ id }).update({ is_secret: false, sealed_message: null })
    const gone = await client.get(`${MAIL}${id}/`).loginAs(user)
    assert.include(gone.text(), 'not kept any more')
    assert.notInclude(gone.text(), 'Send it again')
    const again = await proved(client.post(`${MAIL}${id}/retry/`), user)
    assert.include(again.flashMessage('notice'), 'is not kept any more')
  })

  test('that failed are sent again, and it is noted', async ({ client, assert, cleanup }) => {
    const user = await manager()
    const id = await failedMail()
    const retried = await proved(client.post(`${MAIL}${id}/retry/`), user)
    retried.assertStatus(303)
    retried.assertHeader('location', `${MAIL}${id}/`)
    const box = await MailBox.connected()
    cleanup(() => box.close())
    assert.deepEqual(
      (await box.mails()).map(({ subject }) => subject),
      [`Hello ${LOST}`]
    )
    const twice = await proved(client.post(`${MAIL}${id}/retry/`), user)
    assert.equal(twice.flashMessage('notice'), `Mail ${id} is sent; only one that failed is sent again.`)
    const none = await proved(client.post(`${MAIL}999999999/retry/`), user)
    none.assertStatus(404)
    const { entries } = await (await app.container.make(AuditLog)).page({ action: 'platform.mail.retry' })
    assert.containSubset(entries, [{ actor: { id: user.id }, subject: { id: String(id) } }])
    assert.lengthOf(entries, 1)
  })

  test('that failed are sent again all at once, after a question', async ({ client, assert, cleanup }) => {
    const user = await manager()
    const empty = await client.get(`${MAIL}failed/`).loginAs(user)
    assert.include(empty.text(), 'No mail failed')
    await failedMail()
    await failedMail()
    const question = await client.get(`${MAIL}failed/`).loginAs(user)
    assert.include(question.text(), 'Send them all again')
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const answer = await proved(client.post(`${MAIL}failed/`), user)
    assert.equal(answer.flashMessage('notice'), 'Queued again: 2.')
    assert.lengthOf(await box.mails(), 2)
    const nothing = await proved(client.post(`${MAIL}failed/`), user)
    assert.include(nothing.flashMessage('notice'), 'no failed mail')
  })

  test('that failed stand on the dashboard of who may send them again', async ({ client, assert }) => {
    const [user, other] = [await manager(), await operator('platform.read_audit')]
    const before = await client.get('/admin/').loginAs(user)
    assert.notInclude(before.text(), 'Mails that failed')
    await failedMail()
    const after = await client.get('/admin/').loginAs(user)
    assert.include(plain(after.text()), 'One mail of the last seven days reached nobody')
    const theirs = await client.get('/admin/').loginAs(other)
    assert.notInclude(theirs.text(), 'Mails that failed')
  })

  test('have providers whose state the log tells', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const providers = await app.container.make(MailProviders)
    const name = `box-${box.port}`
    assert.deepEqual(await providers.read(), [
      { provider: name, isConfigured: true, outcomes: { sent: 0, refused: 0, failed: 0 }, last: null },
    ])
    await sendMail('ada@example.org')
    await box.mails()
    const [state] = await providers.read()
    assert.containSubset(state, { provider: name, outcomes: { sent: 1 }, last: { outcome: 'sent', error: null } })
    assert.isAbove(await newestMail(), 0)
  })
})
