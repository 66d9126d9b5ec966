import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { MailNotices, mailWebhooks, MailWebhooks, SnsClient, Suppressions } from '@pydotorg/platform/mail'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:mails'
const HOST = 'https://sns.eu-west-1.amazonaws.com'
const CERTIFICATE = `${HOST}/SimpleNotificationService-0123456789abcdef.pem`
const SECRETS = {
  ses: TOPIC,
  resend: `whsec_${Buffer.from('secret of resend').toString('base64')}`,
  mailgun: 'key of mailgun',
  postmark: 'postmark:a:password',
}
const amazon = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** What Amazon was asked, and what it answers. */
class FakeAmazon {
  readonly asked: string[] = []

  readonly fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    this.asked.push(url.href)
    if (init.redirect !== 'error') throw new Error('nobody may be led elsewhere')
    if (url.href !== CERTIFICATE) return new Response('<ConfirmSubscriptionResponse/>')
    return new Response(amazon.publicKey.export({ type: 'spki', format: 'pem' }))
  }
}

async function listen(secrets: Partial<typeof SECRETS> = SECRETS): Promise<FakeAmazon> {
  const service = new FakeAmazon()
  const configured = { ses: null, resend: null, mailgun: null, postmark: null, ...secrets }
  const webhooks = mailWebhooks(configured, new SnsClient(service.fetch))
  const [notices, logger] = [await app.container.make(MailNotices), await app.container.make('logger')]
  app.container.swap(MailWebhooks, () => new MailWebhooks(webhooks, notices, logger))
  return service
}

/** A request as a provider sends it. */
interface Posted {
  body: string
  headers?: Record<string, string>
  type?: string
}

function post(client: ApiClient, provider: string, { body, headers = {}, type = 'application/json' }: Posted) {
  const request = client.post(`/webhooks/mail/${provider}`).accept('json')
  for (const [name, value] of Object.entries(headers)) request.header(name, value)
  // As it is: what is signed are its bytes.
  request.setup((one) => void one.request.serialize(() => body).type(type))
  return request.json(body as never)
}

const nowInSeconds = () => Math.floor(Date.now() / 1000)

function byResend(event: object, { id = 'msg_1', at = nowInSeconds(), secret = 'secret of resend' } = {}): Posted {
  const body = JSON.stringify(event)
  const signature = createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')
  return { body, headers: { 'svix-id': id, 'svix-timestamp': String(at), 'svix-signature': `v1,x v1,${signature}` } }
}

function byMailgun(data: object, { at = nowInSeconds(), key = SECRETS.mailgun } = {}): Posted {
  const [timestamp, token] = [String(at), 'c'.repeat(50)]
  const signature = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex')
  return { body: JSON.stringify({ 'signature': { timestamp, token, signature }, 'event-data': data }) }
}

function byPostmark(record: object, credentials = SECRETS.postmark): Posted {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`
  return { body: JSON.stringify(record), headers: { authorization } }
}

const NAMES = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

/** In the form and with the signature of Amazon SNS, version 2. */
function bySes(message: object | string, changes: Record<string, string> = {}): Posted {
  const told: Record<string, string> = {
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: TOPIC,
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: new Date().toISOString(),
    SignatureVersion: '2',
    SigningCertURL: CERTIFICATE,
    ...changes,
  }
  const isConfirmation = told.Type !== 'Notification'
  const signed = NAMES.filter(
    (name) => told[name] !== undefined && (isConfirmation || !/^(SubscribeURL|Token)$/.test(name))
  )
  const text = signed.map((name) => `${name}\n${told[name]}\n`).join('')
  const Signature = createSign('RSA-SHA256').update(text).sign(amazon.privateKey, 'base64')
  // Amazon says that its JSON is text.
  return { body: JSON.stringify({ Signature, ...told }), type: 'text/plain; charset=UTF-8' }
}

async function sentMail(provider: string, providerMessageId: string, state = 'sent'): Promise<number> {
  const row = { message_id: `<${providerMessageId}@site>`, subject: 'News', recipient: 'ada@example.org' }
  const [{ id }] = await db
    .table('mails')
    .returning('id')
    .insert({ ...row, recipients: ['ada@example.org'], state, provider, provider_message_id: providerMessageId })
  return id
}

const stateOf = async (id: number) => (await db.from('mails').where({ id }).firstOrFail()).state
const suppressed = async (address: string) => (await app.container.make(Suppressions)).find(address)

/** What each provider tells of a mail, as its documents show it. */
const TOLD = {
  resend: {
    bounced: byResendOf('email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: 'No mailbox' } }),
    complained: byResendOf('email.complained', {}),
    delayed: byResendOf('email.bounced', { bounce: { type: 'Transient', message: 'Mailbox full' } }),
  },
  mailgun: {
    bounced: () =>
      byMailgun(mailgunOf('failed', { 'severity': 'permanent', 'delivery-status': { message: 'No mailbox' } })),
    complained: () => byMailgun(mailgunOf('complained', {})),
    delayed: () => byMailgun(mailgunOf('failed', { severity: 'temporary' })),
  },
  postmark: {
    bounced: () => byPostmark(postmarkOf('Bounce', { Type: 'HardBounce', Inactive: true, Description: 'No mailbox' })),
    complained: () => byPostmark(postmarkOf('SpamComplaint', { Type: 'SpamComplaint', Inactive: true })),
    delayed: () => byPostmark(postmarkOf('Bounce', { Type: 'SoftBounce', Inactive: false })),
  },
  ses: {
    bounced: () => bySes(sesOf('Bounce', { bounce: sesBounce('Permanent') })),
    complained: () =>
      bySes(
        sesOf('Complaint', {
          complaint: { complainedRecipients: [{ emailAddress: 'ada@example.org' }], complaintFeedbackType: 'abuse' },
        })
      ),
    delayed: () => bySes(sesOf('Bounce', { bounce: sesBounce('Transient') })),
  },
}

function byResendOf(type: string, data: object) {
  return () =>
    byResend({ type, created_at: '2026-02-22T23:41:12Z', data: { email_id: 'id-1', to: ['ada@example.org'], ...data } })
}

function mailgunOf(event: string, data: object) {
  const message = { headers: { 'message-id': 'id-1' } }
  return { id: 'G9Bn5sl1TC6nu79C8C0bwg', event, timestamp: 1.7, recipient: 'ada@example.org', message, ...data }
}

function postmarkOf(RecordType: string, data: object) {
  return { RecordType, ID: 42, MessageID: 'id-1', Email: 'ada@example.org', BouncedAt: '2026-02-22T23:41:12Z', ...data }
}

function sesBounce(bounceType: string) {
  return { bounceType, bouncedRecipients: [{ emailAddress: 'ada@example.org', diagnosticCode: 'No mailbox' }] }
}

function sesOf(notificationType: string, data: object) {
  return { notificationType, mail: { messageId: 'id-1', timestamp: '2026-02-22T23:41:12Z' }, ...data }
}

for (const [provider, told] of Object.entries(TOLD)) {
  test.group(`What ${provider} tells of mails`, (group) => {
    group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
    group.each.setup(() => () => app.container.restore(MailWebhooks))

    test('a bounce marks the mail and keeps bulk mail from the address, once', async ({ client, assert }) => {
      await listen()
      const id = await sentMail(provider, 'id-1')
      const posted = told.bounced()
      ;(await post(client, provider, posted)).assertStatus(204)
      assert.deepInclude(await db.from('mails').where({ id }).firstOrFail(), { state: 'bounced', error: 'No mailbox' })
      assert.deepInclude(await suppressed('ada@example.org'), { reason: 'bounced', provider })
      await db.from('mail_suppressions').delete()
      ;(await post(client, provider, posted)).assertStatus(204)
      assert.isNull(await suppressed('ada@example.org'), 'the same notice counts once')
    })

    test('a complaint marks the mail', async ({ client, assert }) => {
      await listen()
      const id = await sentMail(provider, 'id-1')
      const other = await sentMail(provider, 'id-2')
      ;(await post(client, provider, told.complained())).assertStatus(204)
      assert.equal(await stateOf(id), 'complained')
      assert.equal(await stateOf(other), 'sent')
      assert.deepInclude(await suppressed('ada@example.org'), { reason: 'complained' })
    })

    test('what may still arrive changes nothing', async ({ client, assert }) => {
      await listen()
      const id = await sentMail(provider, 'id-1')
      ;(await post(client, provider, told.delayed())).assertStatus(204)
      assert.equal(await stateOf(id), 'sent')
      assert.isNull(await suppressed('ada@example.org'))
    })

    test('is not listened to without a secret, and never from others', async ({ client, assert }) => {
      await listen({})
      ;(await post(client, provider, told.bounced())).assertStatus(404)
      await listen()
      const { body, ...rest } = told.bounced()
      const forged = JSON.stringify({ ...JSON.parse(body), extra: 1 })
      const unsigned = provider === 'postmark' || provider === 'mailgun' ? {} : { body: forged }
      const wrong = {
        resend: () => ({ ...rest, ...unsigned, body: forged }),
        ses: () => ({ ...rest, body: body.replace('No mailbox', 'Other words') }),
        mailgun: () => byMailgun(mailgunOf('failed', { severity: 'permanent' }), { key: 'another' }),
        postmark: () => byPostmark(JSON.parse(body), 'postmark:guess'),
      }[provider as keyof typeof TOLD]()
      ;(await post(client, provider, wrong)).assertStatus(401)
      ;(await post(client, provider, { body: 'no json', type: 'text/plain' })).assertStatus(401)
      assert.isNull(await suppressed('ada@example.org'))
    })
  })
}

test.group('Notices that somebody kept', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => () => app.container.restore(MailWebhooks))

  test('are refused when their time is over', async ({ client }) => {
    await listen()
    const event = { type: 'email.complained', data: { email_id: 'id-1', to: ['ada@example.org'] } }
    ;(await post(client, 'resend', byResend(event, { at: nowInSeconds() - 600 }))).assertStatus(401)
    ;(await post(client, 'mailgun', byMailgun(mailgunOf('complained', {}), { at: 1_700_000_000 }))).assertStatus(401)
    const old = { Timestamp: '2024-02-22T23:41:12Z' }
    ;(await post(client, 'ses', bySes(sesOf('Bounce', { bounce: sesBounce('Permanent') }), old))).assertStatus(401)
  })

  test('are refused in words when they have another form', async ({ client }) => {
    await listen()
    ;(await post(client, 'resend', byResend({ kind: 'email.bounced' }))).assertStatus(422)
    ;(await post(client, 'ses', { body: '{}', type: 'text/plain' })).assertStatus(422)
  })
})

test.group('Amazon SNS', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => () => app.container.restore(MailWebhooks))

  const confirmation = (changes: Record<string, string> = {}) =>
    bySes('You have chosen to subscribe to the topic.', {
      Type: 'SubscriptionConfirmation',
      Token: '2336412f37',
      SubscribeURL: `${HOST}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37`,
      ...changes,
    })

  test('has the subscription to its one topic confirmed', async ({ client, assert }) => {
    const service = await listen()
    ;(await post(client, 'ses', confirmation())).assertStatus(204)
    assert.deepEqual(
      service.asked.map((url) => new URL(url).pathname),
      ['/SimpleNotificationService-0123456789abcdef.pem', '/']
    )
  })

  for (const [what, changes] of [
    ['a topic of somebody else', { TopicArn: 'arn:aws:sns:eu-west-1:999999999999:mails' }],
    ['a certificate of another host', { SigningCertURL: 'https://sns.eu-west-1.amazonaws.com.example.org/a.pem' }],
    [
      'a certificate of another service',
      { SigningCertURL: 'https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem' },
    ],
    ['a certificate without TLS', { SigningCertURL: CERTIFICATE.replace('https', 'http') }],
    ['a page beside the certificates', { SigningCertURL: `${HOST}/other.pem` }],
  ] as const) {
    test(`does not make the site ask for ${what}`, async ({ client, assert }) => {
      const service = await listen()
      ;(await post(client, 'ses', confirmation(changes))).assertStatus(401)
      assert.lengthOf(service.asked, 0)
    })
  }

  test('confirms nothing at another host, even with a good signature', async ({ client, assert }) => {
    const service = await listen()
    ;(await post(client, 'ses', confirmation({ SubscribeURL: 'https://sns.example.org/' }))).assertStatus(401)
    assert.deepEqual(service.asked, [CERTIFICATE])
  })

  test('says in plain words that a topic is connected, which is no notice', async ({ client }) => {
    await listen()
    ;(await post(client, 'ses', bySes('Successfully validated SNS topic.'))).assertStatus(204)
  })
})
