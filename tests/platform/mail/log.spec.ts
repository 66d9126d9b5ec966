import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { BaseMail, Message } from '@adonisjs/mail'
import { labelMail, MailLog, MailNotRetried, MailRetry, Outbox } from '@pydotorg/platform/mail'
import SendMail from '@pydotorg/platform/mail/send_mail'
import { countQueries, MailBox, queuedJobs, UserFactory } from '@pydotorg/platform/testing'
import { test } from '@japa/runner'
import { loggedMail, mailQueue, mailRig, mailRow } from './mail_rig.js'

const BY = { actor: { id: null, name: 'tester' } }

class Invitation extends BaseMail {
  override subject = 'Come'
  constructor(readonly address: string) {
    super()
  }
  override prepare(): void {
    this.message.to(this.address).text('Please come')
    labelMail(this.message, { template: 'tests.invitation' })
  }
}

const failing = { send: () => Promise.reject(new Error('no way')) }
const taking = { send: async () => ({ messageId: 'id-1', envelope: { from: '', to: [] }, original: {} }) }

const log = () => app.container.make(MailLog)
const retry = () => app.container.make(MailRetry)

test.group('The log of mails', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('has a mail with the commit of a transaction and its job, or has neither', async ({ assert }) => {
    const outbox = await app.container.make(Outbox)
    await db
      .transaction(async (trx) => {
        await outbox.within(trx, new Invitation('ada@example.org'))
        throw new Error('rolled back')
      })
      .catch(() => {})
    assert.lengthOf((await (await log()).page()).mails, 0)
    assert.lengthOf(await queuedJobs(SendMail), 0)

    await db.transaction(async (trx) => outbox.within(trx, new Invitation('ada@example.org')))
    const [mail] = (await (await log()).page()).mails
    assert.deepInclude(mail, { template: 'tests.invitation', subject: 'Come', state: 'queued', attempts: 0 })
    assert.deepEqual(
      (await queuedJobs(SendMail)).map(({ payload }) => payload),
      [{ mail: mail!.id }]
    )
  })

  test('knows what was sent by a template, and what it said', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    const manager = await app.container.make('mail.manager')
    await manager.sendLater(new Invitation('ada@example.org'))
    assert.lengthOf(await box.mails(), 1)
    const [mail] = (await (await log()).page({ template: 'tests.invitation' })).mails
    const detail = await (await log()).find(mail!.id)
    assert.deepInclude(detail, { state: 'sent', textIs: 'kept', canRetry: false })
    assert.equal(detail?.text?.text, 'Please come')
    assert.lengthOf(detail!.history, 1)
  })

  test('is searched by state, template, recipient and time', async ({ assert }) => {
    const ada = await loggedMail('Ada@example.org', { template: 'tests.one' })
    const bob = await loggedMail('bob@example.org', { template: 'tests.two' })
    await (await mailRig({ taking })).delivery.deliver(ada)
    const found = async (request: Parameters<MailLog['page']>[0]) =>
      (await (await log()).page(request)).mails.map(({ id }) => id)
    assert.deepEqual(await found({}), [bob, ada])
    assert.deepEqual(await found({ state: 'sent' }), [ada])
    assert.deepEqual(await found({ template: 'tests.two' }), [bob])
    assert.deepEqual(await found({ recipient: 'ADA@example.org' }), [ada])
    assert.deepEqual(await found({ recipient: 'bo' }), [bob])
    assert.deepEqual(await found({ recipient: '%' }), [])
    assert.deepEqual(await found({ to: new Date(Date.now() - 60_000) }), [])
    assert.deepEqual(await found({ from: new Date(Date.now() - 60_000), state: 'queued' }), [bob])
    assert.deepEqual(await (await log()).templates(), ['tests.one', 'tests.two'])
    assert.deepInclude(await (await log()).counts(), { queued: 1, sent: 1, failed: 0 })
  })

  test('comes in pages, one query each', async ({ assert }) => {
    const ids: number[] = []
    for (let count = 0; count < 5; count++) ids.unshift(await loggedMail(`a${count}@example.org`))
    const mails = await log()
    const first = await mails.page({ limit: 2 })
    assert.deepEqual(
      first.mails.map(({ id }) => id),
      ids.slice(0, 2)
    )
    const second = await mails.page({ limit: 2, before: first.next! })
    assert.deepEqual(
      second.mails.map(({ id }) => id),
      ids.slice(2, 4)
    )
    const last = await mails.page({ limit: 2, before: second.next! })
    assert.deepEqual([last.mails.length, last.next], [1, null])
    assert.lengthOf(await countQueries(() => mails.page({ limit: 100 })), 1)
  })

  test('lets nobody read a secret mail, and forgets its text when it is sent', async ({ assert }) => {
    const key = 'k'.repeat(43)
    const labelled = await loggedMail('ada@example.org', { secret: true })
    const caught = await loggedMail('ada@example.org', {}, `https://www.example.org/reset/${key}/`)
    for (const id of [labelled, caught]) {
      assert.deepInclude(await (await log()).find(id), { text: null, textIs: 'secret' })
      assert.notInclude((await mailRow(id)).sealed_message, key)
      await (await mailRig({ taking })).delivery.deliver(id)
      assert.isNull((await mailRow(id)).sealed_message)
    }
    const plain = await loggedMail('ada@example.org')
    await (await mailRig({ taking })).delivery.deliver(plain)
    assert.equal((await (await log()).find(plain))?.text?.text, 'Guten Tag')
  })

  test('keeps attachments with the mail, as they were when it was written', async ({ assert }) => {
    const message = new Message()
    message.to('ada@example.org').subject('File').text('See there').attachData(Buffer.from('bytes'), {
      filename: 'a.txt',
    })
    const id = await (await mailQueue()).record({ mailer: null, message: message.nodeMailerMessage })
    assert.deepEqual((await (await log()).find(id))?.text?.attachments, ['a.txt'])
    const sent: unknown[] = []
    const recording = { send: (mail: object) => (sent.push(mail), taking.send()) }
    await (await mailRig({ recording })).delivery.deliver(id)
    assert.deepEqual((sent[0] as { attachments: { content: Buffer }[] }).attachments[0]!.content.toString(), 'bytes')
  })

  test('goes with the account of whom a mail went to', async ({ assert }) => {
    const user = await UserFactory.merge({ email: 'ada@example.org' }).create()
    const own = await loggedMail('ADA@example.org')
    const other = await loggedMail('bob@example.org')
    await user.delete()
    assert.isNull(await (await log()).find(own))
    assert.isNotNull(await (await log()).find(other))
  })
})

test.group('Sending a mail again', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  async function failedMail(label = {}): Promise<number> {
    const id = await loggedMail('ada@example.org', label)
    const { delivery } = await mailRig({ failing })
    await delivery.deliver(id)
    await delivery.giveUp(id, 'no way')
    return id
  }

  test('queues the very mail, and the audit log says who wanted it', async ({ assert }) => {
    const id = await failedMail()
    assert.deepInclude(await (await log()).find(id), { state: 'failed', error: 'no way', canRetry: true })
    await (await retry()).one(id, BY)
    assert.deepEqual(
      (await queuedJobs(SendMail)).map(({ payload }) => payload),
      [{ mail: id }]
    )
    assert.deepInclude(await mailRow(id), { state: 'queued', error: null })
    const entry = await db.from('audit_entries').where({ action: 'platform.mail.retry' }).firstOrFail()
    assert.deepInclude(entry, { actor: 'tester', subject_type: 'mail', subject_id: String(id) })
    await (await mailRig({ taking })).delivery.deliver(id)
    assert.deepInclude(await mailRow(id), { state: 'sent', provider: 'taking' })
  })

  test('is refused in words for one that did not fail, that is unknown, or whose text is gone', async ({ assert }) => {
    const again = await retry()
    const queued = await loggedMail('ada@example.org')
    await assert.rejects(() => again.one(queued, BY), `Mail ${queued} is queued; only one that failed is sent again.`)
    await assert.rejects(() => again.one(1, BY), 'There is no mail 1 in the log.')
    const gone = await failedMail()
    await db.from('mails').where({ id: gone }).update({ sealed_message: null })
    await assert.rejects(() => again.one(gone, BY), MailNotRetried)
    assert.isFalse((await (await log()).find(gone))?.canRetry)
    assert.lengthOf(await queuedJobs(SendMail), 0)
  })

  test('can be asked for all that failed', async ({ assert }) => {
    const [one, two] = [await failedMail(), await failedMail()]
    await loggedMail('waits@example.org')
    assert.equal(await (await log()).failedSince(new Date(Date.now() - 60_000)), 2)
    assert.equal(await (await log()).failedSince(new Date(Date.now() + 60_000)), 0)
    assert.equal(await (await retry()).allFailed(BY), 2)
    assert.equal(await (await retry()).allFailed(BY), 0)
    const jobs = (await queuedJobs(SendMail)).map(({ payload }) => payload.mail)
    assert.sameMembers(jobs, [one, two])
  })
})
