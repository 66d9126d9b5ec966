import type { MailTransportContract } from '@adonisjs/mail/types'
import { BrevoTransport } from '@adonisjs/mail/transports/brevo'
import { MailgunTransport } from '@adonisjs/mail/transports/mailgun'
import { PostmarkTransport } from '@adonisjs/mail/transports/postmark'
import { ResendTransport } from '@adonisjs/mail/transports/resend'
import { SESTransport } from '@adonisjs/mail/transports/ses'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import { SparkPostTransport } from '@adonisjs/mail/transports/sparkpost'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { buffer } from 'node:stream/consumers'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { FakeProvider, type FakeAnswers, type FakeRequest, type Mood } from './fake_provider.js'

/** A mail as a provider got it, whatever the form of its API. */
export interface TakenMail {
  from: string
  to: string[]
  replyTo: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attachments: { name: string; content: string }[]
}

/** A transport, and the server of its kind that it talks to. */
export interface DriverRig {
  transport: MailTransportContract
  /** The id that the server gives to what it takes, as notices name it. */
  messageId: string | RegExp
  become(mood: Mood): void
  taken(): Promise<TakenMail[]>
  close(): Promise<void>
}

/** Makes one anew for each test. */
export type Driver = () => Promise<DriverRig>

interface Api {
  answers: FakeAnswers
  transport: (url: string) => MailTransportContract
  messageId: string | RegExp
  read: (request: FakeRequest) => Promise<TakenMail> | TakenMail
}

const TROUBLE = { status: 503, body: { message: 'Service unavailable' } }
const BUSY = { status: 429, body: { message: 'Too many requests' } }

interface Attached {
  name: string
  content: string
}

interface ResendPayload extends Pick<TakenMail, 'from' | 'to' | 'subject' | 'text' | 'html' | 'headers'> {
  reply_to?: string[]
  attachments?: { filename: string; content: string }[]
}

type PostmarkPayload = Record<'From' | 'To' | 'ReplyTo' | 'Subject' | 'TextBody' | 'HtmlBody', string> & {
  Headers: { Name: string; Value: string }[]
  Attachments?: { Name: string; Content: string }[]
}

interface SesPayload {
  Content: { Raw: { Data: string } }
  Destination: { ToAddresses: string[] }
}

interface BrevoPayload extends Pick<TakenMail, 'subject' | 'headers'> {
  sender: { name: string; email: string }
  to: { email: string }[]
  replyTo: { email: string }
  textContent: string
  htmlContent: string
  attachment: Attached[]
}

interface SparkPostPayload {
  content: { email_rfc822: string }
  recipients: { address: { email: string } }[]
}

/** As the documents of each API show its answers. */
const APIS: Readonly<Record<string, Api>> = {
  resend: {
    answers: {
      'takes': { status: 200, body: { id: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' } },
      'refuses': { status: 422, body: { statusCode: 422, name: 'validation_error', message: 'Invalid `to` field.' } },
      'has trouble': TROUBLE,
      'is busy': { status: 429, body: { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' } },
    },
    messageId: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794',
    transport: (baseUrl) => new ResendTransport({ key: 're_key', baseUrl }),
    read: (request) => {
      const { reply_to: replyTo, attachments, ...same } = json<ResendPayload>(request)
      const files = (attachments ?? []).map(({ filename: name, content }) => ({ name, content }))
      return { ...same, replyTo: replyTo?.[0] ?? '', attachments: decoded(files) }
    },
  },
  postmark: {
    answers: {
      'takes': { status: 200, body: { To: 'x', MessageID: '0a129aee-e1cd-480d-b08d-4f48548ff48d', ErrorCode: 0 } },
      'refuses': { status: 422, body: { ErrorCode: 406, Message: 'You tried to send to an inactive recipient.' } },
      'has trouble': TROUBLE,
      'is busy': { status: 429, body: { ErrorCode: 429, Message: 'Rate limit exceeded.' } },
    },
    messageId: '0a129aee-e1cd-480d-b08d-4f48548ff48d',
    transport: (baseUrl) => new PostmarkTransport({ key: 'token', baseUrl }),
    read: (request) => {
      const { From, To, ReplyTo, Subject, TextBody, HtmlBody, ...sent } = json<PostmarkPayload>(request)
      const files = (sent.Attachments ?? []).map(({ Name: name, Content: content }) => ({ name, content }))
      return {
        ...{ from: From, to: To.split(','), replyTo: ReplyTo, subject: Subject, text: TextBody, html: HtmlBody },
        headers: Object.fromEntries(sent.Headers.map(({ Name, Value }) => [Name, Value])),
        attachments: decoded(files),
      }
    },
  },
  mailgun: {
    answers: {
      'takes': { status: 200, body: { id: '<20111114174239.25659.5817@samples.mailgun.org>', message: 'Queued.' } },
      'refuses': { status: 400, body: { message: "'to' parameter is not a valid address." } },
      'has trouble': TROUBLE,
      'is busy': BUSY,
    },
    messageId: '20111114174239.25659.5817@samples.mailgun.org',
    transport: (baseUrl) => new MailgunTransport({ key: 'key', baseUrl, domain: 'mg.example.org' }),
    read: async ({ headers, body }) => {
      const form = await new Response(new Uint8Array(body), {
        headers: { 'content-type': String(headers['content-type']) },
      }).formData()
      return fromMime(Buffer.from(await (form.get('message') as File).arrayBuffer()), form.getAll('to').map(String))
    },
  },
  ses: {
    answers: {
      'takes': { status: 200, body: { MessageId: '010001890abc-1234' } },
      'refuses': { status: 400, body: { __type: 'MessageRejected', message: 'Address blacklisted.' } },
      'has trouble': { status: 503, body: { __type: 'ServiceUnavailable', message: 'Try again.' } },
      'is busy': { status: 429, body: { __type: 'TooManyRequestsException', message: 'Too many requests.' } },
    },
    messageId: /^010001890abc-1234(@.*)?$/,
    transport: (endpoint) =>
      new SESTransport({
        ...{ endpoint, region: 'eu-west-1', maxAttempts: 1 },
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      }),
    read: (request) => {
      const { Content, Destination } = json<SesPayload>(request)
      return fromMime(Buffer.from(Content.Raw.Data, 'base64'), Destination.ToAddresses)
    },
  },
  brevo: {
    answers: {
      'takes': { status: 201, body: { messageId: '<201798300811.5787683@relay.domain.com>' } },
      'refuses': { status: 400, body: { code: 'invalid_parameter', message: 'email is not valid in to' } },
      'has trouble': TROUBLE,
      'is busy': BUSY,
    },
    messageId: '201798300811.5787683@relay.domain.com',
    transport: (baseUrl) => new BrevoTransport({ key: 'key', baseUrl }),
    read: (request) => {
      const { sender, to, replyTo, textContent, htmlContent, attachment, ...same } = json<BrevoPayload>(request)
      return {
        ...{ ...same, from: `${sender.name} <${sender.email}>`, to: to.map(({ email }) => email) },
        ...{ replyTo: replyTo.email, text: textContent, html: htmlContent, attachments: decoded(attachment) },
      }
    },
  },
  sparkpost: {
    answers: {
      'takes': { status: 200, body: { results: { id: '11668787484950529', total_accepted_recipients: 1 } } },
      'refuses': { status: 422, body: { errors: [{ code: '1902', message: 'recipient address suppressed' }] } },
      'has trouble': TROUBLE,
      'is busy': BUSY,
    },
    messageId: '11668787484950529',
    transport: (baseUrl) => new SparkPostTransport({ key: 'key', baseUrl }),
    read: (request) => {
      const { content, recipients } = json<SparkPostPayload>(request)
      const to = recipients.map(({ address }) => address.email)
      return fromMime(Buffer.from(content.email_rfc822), to)
    },
  },
}

/** Every driver by its name. */
export const DRIVERS: ReadonlyMap<string, Driver> = new Map([
  ['smtp', openSmtp],
  ...Object.entries(APIS).map(([name, api]): [string, Driver] => [name, () => openApi(api)]),
])

/** @returns the same, for a test that needs a server of one kind and its own transport */
export function openFake(name: string): Promise<FakeProvider> {
  return FakeProvider.open(APIS[name]!.answers)
}

async function openApi({ answers, transport, messageId, read }: Api): Promise<DriverRig> {
  const api = await FakeProvider.open(answers)
  return {
    messageId,
    transport: transport(api.url),
    become: (mood) => (api.mood = mood),
    taken: async () => Promise.all(api.requests.map(read)),
    close: () => api.close(),
  }
}

/** In its moods a server says what servers on the internet say. */
const REPLIES: Partial<Record<Mood, { code: number; words: string }>> = {
  'refuses': { code: 550, words: '5.1.1 No such user here' },
  'has trouble': { code: 451, words: '4.3.0 Requested action aborted: local error' },
  'is busy': { code: 421, words: '4.7.0 Too many connections, try again later' },
}

async function openSmtp(): Promise<DriverRig> {
  const mails: TakenMail[] = []
  let mood: Mood = 'takes'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const reply = REPLIES[mood]
      if (mood === 'is silent') return
      done(reply ? Object.assign(new Error(reply.words), { responseCode: reply.code }) : null)
    },
    onData: (stream, { envelope }, done) => {
      const keep = async (): Promise<void> => {
        mails.push(
          await fromMime(
            await buffer(stream),
            envelope.rcptTo.map(({ address }) => address)
          )
        )
      }
      keep().then(() => done(), done)
    },
  })
  server.on('error', () => {})
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.server.address() as AddressInfo
  const transport = new SMTPTransport({ host: '127.0.0.1', port, socketTimeout: 20_000 })
  return {
    transport,
    messageId: 'stable@example.org',
    become: (next) => (mood = next),
    taken: async () => mails,
    close: () => {
      // Those that are silent would be waited for.
      for (const connection of server.connections) (connection as { close(): void }).close()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function json<Payload>({ body }: FakeRequest): Payload {
  return JSON.parse(body.toString()) as Payload
}

function decoded(files: Attached[]): TakenMail['attachments'] {
  return files.map(({ name, content }) => ({ name, content: Buffer.from(content, 'base64').toString() }))
}

async function fromMime(bytes: Buffer, to: string[]): Promise<TakenMail> {
  const mail = await PostalMime.parse(bytes)
  return {
    from: `${mail.from?.name} <${mail.from?.address}>`,
    to,
    replyTo: mail.replyTo?.[0]?.address ?? '',
    subject: mail.subject ?? '',
    text: mail.text?.trim() ?? '',
    html: mail.html?.trim() ?? '',
    headers: Object.fromEntries(mail.headers.map(({ key, originalKey, value }) => [originalKey ?? key, value])),
    attachments: mail.attachments.map(({ filename, content }) => ({
      name: filename ?? '',
      content: Buffer.from(content as ArrayBuffer).toString(),
    })),
  }
}
