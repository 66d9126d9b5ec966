import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { ListMembers, Suppressions } from '@pydotorg/platform/mail'
import { test } from '@japa/runner'
import { DRIVERS, type DriverRig } from './drivers.js'
import { loggedMail, mailRig, mailRow } from './mail_rig.js'

const NEWS = { key: 'psf.news', title: 'PSF News' }

async function opened(cleanup: (work: () => Promise<void>) => void, ...names: string[]): Promise<DriverRig[]> {
  const rigs = await Promise.all(names.map((name) => DRIVERS.get(name)!()))
  cleanup(async () => void (await Promise.all(rigs.map((rig) => rig.close()))))
  return rigs
}

function attemptsOf(id: number) {
  return db.from('mail_attempts').where('mail_id', id).orderBy('id').select('provider', 'outcome', 'error')
}

test.group('Sending a mail of the log', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is done by the first provider, and the log knows who took it under which id', async ({ assert, cleanup }) => {
    const [postmark, smtp] = (await opened(cleanup, 'postmark', 'smtp')) as [DriverRig, DriverRig]
    const { delivery, metrics } = await mailRig({ postmark: postmark.transport, smtp: smtp.transport })
    const id = await loggedMail('ada@example.org')
    const result = await delivery.deliver(id)
    assert.deepInclude(result, { outcome: 'sent', provider: 'postmark', messageId: postmark.messageId })
    assert.lengthOf(await postmark.taken(), 1)
    assert.lengthOf(await smtp.taken(), 0)
    const row = await mailRow(id)
    assert.deepInclude(row, { state: 'sent', provider: 'postmark', attempts: 1, error: null })
    assert.equal(row.provider_message_id, postmark.messageId)
    assert.instanceOf(row.sent_at, Date)
    assert.deepEqual(metrics.read()[0]?.outcomes, { sent: 1, refused: 0, failed: 0 })
  })

  for (const mood of ['has trouble', 'is busy', 'is silent'] as const) {
    test(`goes on with the next provider while the first one ${mood}`, async ({ assert, cleanup }) => {
      const [resend, smtp] = (await opened(cleanup, 'resend', 'smtp')) as [DriverRig, DriverRig]
      resend.become(mood)
      const timeoutMs = mood === 'is silent' ? 1_500 : 5_000
      const { delivery } = await mailRig({ resend: resend.transport, smtp: smtp.transport }, timeoutMs)
      const id = await loggedMail('ada@example.org')
      assert.deepInclude(await delivery.deliver(id), { outcome: 'sent', provider: 'smtp' })
      assert.lengthOf(await smtp.taken(), 1)
      const attempts = await attemptsOf(id)
      assert.deepEqual(
        attempts.map(({ provider, outcome }) => [provider, outcome]),
        [
          ['resend', 'failed'],
          ['smtp', 'sent'],
        ]
      )
      assert.isNotEmpty(attempts[0].error)
      assert.deepInclude(await mailRow(id), { state: 'sent', provider: 'smtp', attempts: 2 })
    })
  }

  test('goes on with the next provider while the first one is not there', async ({ assert, cleanup }) => {
    const gone = await DRIVERS.get('smtp')!()
    await gone.close()
    const [mailgun] = (await opened(cleanup, 'mailgun')) as [DriverRig]
    const { delivery } = await mailRig({ smtp: gone.transport, mailgun: mailgun.transport })
    const id = await loggedMail('ada@example.org')
    assert.deepInclude(await delivery.deliver(id), { outcome: 'sent', provider: 'mailgun' })
  })

  test('has the same Message-ID in each attempt', async ({ assert, cleanup }) => {
    const [first, second] = (await opened(cleanup, 'smtp', 'smtp')) as [DriverRig, DriverRig]
    const id = await loggedMail('ada@example.org')
    await (await mailRig({ first: first.transport })).delivery.deliver(id)
    // As after a process that ended between the provider's word and ours.
    await db.from('mails').where({ id }).update({ state: 'queued' })
    await (await mailRig({ second: second.transport })).delivery.deliver(id)
    const [one] = await first.taken()
    const [two] = await second.taken()
    const { message_id: messageId } = await mailRow(id)
    assert.match(messageId, /^<[\da-f-]{36}@example\.org>$/)
    assert.deepEqual([one!.headers['Message-ID'], two!.headers['Message-ID']], [messageId, messageId])
    assert.equal(`<${one!.headers['X-Mail-Ref']}>`, messageId)
  })

  test('ends with a refusal: nobody else is asked, and a dead address is remembered', async ({ assert, cleanup }) => {
    const [smtp, resend] = (await opened(cleanup, 'smtp', 'resend')) as [DriverRig, DriverRig]
    smtp.become('refuses')
    const { delivery } = await mailRig({ smtp: smtp.transport, resend: resend.transport })
    const id = await loggedMail('nobody@example.org')
    assert.deepInclude(await delivery.deliver(id), { outcome: 'refused', provider: 'smtp' })
    assert.lengthOf(await resend.taken(), 0)
    const row = await mailRow(id)
    assert.equal(row.state, 'failed')
    assert.include(row.error, '5.1.1 No such user here')
    const suppression = await (await app.container.make(Suppressions)).find('Nobody@example.org')
    assert.deepInclude(suppression, { reason: 'bounced', provider: 'smtp' })
  })

  test('leaves a mail queued that nobody took, with the reason of each', async ({ assert, cleanup }) => {
    const [smtp, resend] = (await opened(cleanup, 'smtp', 'resend')) as [DriverRig, DriverRig]
    smtp.become('has trouble')
    resend.become('is busy')
    const { delivery } = await mailRig({ smtp: smtp.transport, resend: resend.transport })
    const id = await loggedMail('ada@example.org')
    const result = await delivery.deliver(id)
    assert.equal(result.outcome, 'failed')
    assert.match((result as { reason: string }).reason, /^smtp: 451 .*; resend: 429 /)
    assert.deepInclude(await mailRow(id), { state: 'queued', attempts: 2 })
  })

  test('sends nothing twice that is sent', async ({ assert, cleanup }) => {
    const [smtp] = (await opened(cleanup, 'smtp')) as [DriverRig]
    const { delivery } = await mailRig({ smtp: smtp.transport })
    const id = await loggedMail('ada@example.org')
    await delivery.deliver(id)
    assert.deepEqual(await delivery.deliver(id), { outcome: 'over', reason: null })
    assert.lengthOf(await smtp.taken(), 1)
  })

  test('fails in words when the text is gone', async ({ assert }) => {
    const { delivery } = await mailRig({})
    const id = await loggedMail('ada@example.org')
    await db.from('mails').where({ id }).update({ sealed_message: null })
    await delivery.deliver(id)
    const row = await mailRow(id)
    assert.equal(row.state, 'failed')
    assert.include(row.error, 'not kept any more')
  })
})

test.group('A provider that keeps failing', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is asked last for a minute, and first again after it', async ({ assert, cleanup }) => {
    const [resend, smtp] = (await opened(cleanup, 'resend', 'smtp')) as [DriverRig, DriverRig]
    resend.become('has trouble')
    let now = 1_000_000
    const { delivery, turns } = await mailRig({ resend: resend.transport, smtp: smtp.transport }, 5_000, () => now)
    const send = async () => delivery.deliver(await loggedMail('ada@example.org'))
    for (let tries = 0; tries < 5; tries++) await send()
    assert.lengthOf(await resend.taken(), 5)
    await send()
    assert.lengthOf(await resend.taken(), 5, 'it is not asked while another one works')
    assert.isTrue(turns.isResting('resend'))

    now += 60_001
    resend.become('takes')
    assert.deepInclude(await send(), { outcome: 'sent', provider: 'resend' })
    assert.isFalse(turns.isResting('resend'))
  })

  test('is asked all the same when there is no other', async ({ assert, cleanup }) => {
    const [smtp] = (await opened(cleanup, 'smtp')) as [DriverRig]
    smtp.become('has trouble')
    const { delivery } = await mailRig({ smtp: smtp.transport })
    for (let tries = 0; tries < 6; tries++) await delivery.deliver(await loggedMail('ada@example.org'))
    smtp.become('takes')
    assert.deepInclude(await delivery.deliver(await loggedMail('ada@example.org')), { outcome: 'sent' })
  })
})

test.group('Bulk mail', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('can be left by a link that mail programs understand', async ({ assert, cleanup }) => {
    const [smtp] = (await opened(cleanup, 'smtp')) as [DriverRig]
    const { delivery } = await mailRig({ smtp: smtp.transport })
    await delivery.deliver(await loggedMail('ada@example.org', { list: NEWS }))
    const [mail] = await smtp.taken()
    assert.match(mail!.headers['List-Unsubscribe']!, /^<https:\/\/www\.example\.org\/mail\/unsubscribe\/[^/\s]+\/>$/)
    assert.equal(mail!.headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click')
    assert.notInclude(mail!.headers['List-Unsubscribe'], 'ada')
  })

  test('is not sent to who left the list, but other lists and other mails are', async ({ assert, cleanup }) => {
    const [smtp] = (await opened(cleanup, 'smtp')) as [DriverRig]
    const { delivery } = await mailRig({ smtp: smtp.transport })
    const members = await app.container.make(ListMembers)
    await members.leave('psf.news', 'Ada@example.org', 'page')
    await members.leave('psf.news', 'ada@example.org', 'one_click')
    const news = await loggedMail('ada@example.org', { list: NEWS })
    assert.equal((await delivery.deliver(news)).outcome, 'suppressed')
    assert.deepInclude(await mailRow(news), { state: 'suppressed', error: 'The recipient left the list psf.news.' })
    const other = await loggedMail('ada@example.org', { list: { key: 'psf.votes', title: 'Votes' } })
    assert.equal((await delivery.deliver(other)).outcome, 'sent')
    assert.equal((await delivery.deliver(await loggedMail('ada@example.org'))).outcome, 'sent')

    await members.join('psf.news', 'ada@example.org')
    assert.equal((await delivery.deliver(await loggedMail('ada@example.org', { list: NEWS }))).outcome, 'sent')
  })

  test('is not sent where mails bounced or were called spam; mails about an account are', async ({
    assert,
    cleanup,
  }) => {
    const [smtp] = (await opened(cleanup, 'smtp')) as [DriverRig]
    const { delivery } = await mailRig({ smtp: smtp.transport })
    const suppressions = await app.container.make(Suppressions)
    await suppressions.add({ address: 'ada@example.org', reason: 'complained', provider: 'ses', detail: 'abuse' })
    const news = await loggedMail('ada@example.org', { list: NEWS })
    assert.equal((await delivery.deliver(news)).outcome, 'suppressed')
    assert.equal((await delivery.deliver(await loggedMail('ada@example.org'))).outcome, 'sent')
  })

  test('goes to one person each', async ({ assert }) => {
    const { Message } = await import('@adonisjs/mail')
    const { labelMail } = await import('@pydotorg/platform/mail')
    const { mailQueue } = await import('./mail_rig.js')
    const message = new Message()
    message.to('ada@example.org').to('bob@example.org').subject('News').text('News')
    labelMail(message, { list: NEWS })
    const queue = await mailQueue()
    await assert.rejects(
      () => queue.record({ mailer: null, message: message.nodeMailerMessage }),
      'Mails of the list "psf.news" go to one person each: a link is theirs.'
    )
  })
})
