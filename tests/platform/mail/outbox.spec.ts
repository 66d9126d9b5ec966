import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import mail from '@adonisjs/mail/services/main'
import type { NodeMailerMessage } from '@adonisjs/mail/types'
import { FolderTransport, MailRecords, Outbox } from '@pydotorg/platform/mail'
import SendMail from '@pydotorg/platform/mail/send_mail'
import { MailBox, queuedJobs } from '@pydotorg/platform/testing'
import PostalMime from 'postal-mime'
import { test } from '@japa/runner'

const SAMPLE: NodeMailerMessage = {
  from: { address: 'site@example.org', name: 'Site' },
  to: ['ada@example.org'],
  subject: 'Häßlich',
  text: 'Grüße',
  html: '<p>Grüße</p>',
}

test.group('Mails', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('reach a mail server, in every part as they were written', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    await mail.sendLater((message) => {
      message.to('ada@example.org', 'Ada Lovelace').subject('Grüße aus <London>').text('Guten Tag').html('<p>Tag</p>')
    })
    const [arrived, ...more] = await box.mails()
    assert.lengthOf(more, 0)
    assert.deepEqual(arrived?.to, ['ada@example.org'])
    assert.equal(arrived?.subject, 'Grüße aus <London>')
    assert.equal(arrived?.text.trim(), 'Guten Tag')
    assert.equal(arrived?.parsed.from?.name, 'python.org')
  })

  test('that a server refuses break nothing, and keep no other from leaving', async ({ assert, cleanup }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    box.refuse('nobody@example.org')
    await mail.sendLater((message) => void message.to('nobody@example.org').subject('No').text('No'))
    await mail.sendLater((message) => void message.to('ada@example.org').subject('Yes').text('Yes'))
    assert.deepEqual(
      (await box.mails()).map(({ subject }) => subject),
      ['Yes']
    )
  })

  test('wait in the queue with all their text, and are gone from it when they are sent', async ({
    assert,
    cleanup,
  }) => {
    const box = await MailBox.connected()
    cleanup(() => box.close())
    await mail.sendLater((message) => void message.to('ada@example.org').subject('Later').text('By and by'))
    await (await app.container.make(Outbox)).settle(5_000)
    const [queued] = await queuedJobs(SendMail)
    const records = await app.container.make(MailRecords)
    const due = await records.due(Number(queued?.payload.mail))
    assert.deepInclude(due?.message, { subject: 'Later', text: 'By and by' })
    assert.lengthOf(await box.mails(), 1)
    assert.lengthOf(await queuedJobs(SendMail), 0)
    assert.isTrue(SendMail.options.forget)
  })

  test('are given up when the queue keeps silent for too long', async ({ assert }) => {
    const logger = await app.container.make('logger')
    const silent = () => new Promise<never>(() => {})
    const outbox = new Outbox(() => app.container.make('mail.manager'), silent, logger)
    await outbox.messenger({ name: 'smtp' }).queue({ message: {}, views: {} }, undefined)
    const asked = performance.now()
    assert.equal(await outbox.settle(100), 1)
    assert.isBelow(performance.now() - asked, 10_000)
  })
})

test.group('A folder for mails', () => {
  test('gets a file that only its owner reads, with the whole mail in it', async ({ assert, cleanup }) => {
    const folder = join(await mkdtemp(join(tmpdir(), 'pydotorg-mail-')), 'mail')
    cleanup(() => rm(folder, { recursive: true, force: true }))
    const transport = new FolderTransport(folder)
    await transport.send(SAMPLE)
    await transport.send({ ...SAMPLE, subject: 'Second' })

    const files = (await readdir(folder)).sort()
    assert.lengthOf(files, 2)
    assert.match(files[0]!, /^\d{4}-\d\d-\d\dT[\d-]+Z-[\da-f]{8}\.eml$/)
    assert.equal((await stat(join(folder, files[0]!))).mode & 0o777, 0o600)
    const mails = await Promise.all(files.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))))
    const first = mails.find(({ subject }) => subject === 'Häßlich')
    assert.equal(first?.text?.trim(), 'Grüße')
    assert.equal(first?.html?.trim(), '<p>Grüße</p>')
    assert.equal(first?.to?.[0]?.address, 'ada@example.org')
  })
})
