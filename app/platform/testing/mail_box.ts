import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import app from '@adonisjs/core/services/app'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { Outbox } from '../mail/main.js'
import { runQueuedJobs } from './queued_jobs.js'

/** A mail as it arrived. */
export interface ArrivedMail {
  /** To whom the server was told to deliver it. */
  to: string[]
  subject: string
  text: string
  html: string
  /** Every address of a link in the HTML part, as a browser reads it. */
  links: string[]
  parsed: Email
}

/**
 * A real mail server on this machine that keeps what it gets. Connect it before the first mail of a test, and close it
 * after the last.
 *
 * @example
 * const box = await MailBox.connected()
 * cleanup(() => box.close())
 * await client.post('/accounts/password/reset/').form({ email })
 * const [mail] = await box.mails()
 */
export class MailBox {
  readonly #server: SMTPServer
  readonly #mails: ArrivedMail[] = []
  readonly #refused = new Set<string>()
  #disconnect: () => Promise<void> = async () => {}

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onRcptTo: ({ address }, _session, done) => done(this.#refused.has(address) ? new Error('No such box') : null),
      onData: (stream, { envelope }, done) => {
        const to = envelope.rcptTo.map(({ address }) => address)
        const keep = async (): Promise<void> => {
          this.#mails.push(arrived(to, await PostalMime.parse(await buffer(stream))))
        }
        keep().then(() => done(), done)
      },
      ...options,
    })
    // A client that hangs up is no reason to end a test run.
    this.#server.on('error', () => {})
  }

  /**
   * @param options - of `smtp-server`, e.g. `onAuth`
   * @returns a server that listens on a free port, and that nobody uses yet
   */
  static async open(options: SMTPServerOptions = {}): Promise<MailBox> {
    const box = new MailBox(options)
    await once(box.#server.listen(0, '127.0.0.1'), 'listening')
    return box
  }

  /** @returns a server that this process's mails go to until it is closed */
  static async connected(): Promise<MailBox> {
    const box = await MailBox.open()
    const { config } = await app.container.make('mail.manager')
    const { default: usual, mailers } = config
    const transport = (): SMTPTransport => new SMTPTransport({ host: '127.0.0.1', port: box.port })
    const name = `box-${box.port}`
    config.default = name as typeof usual
    config.mailers = { ...mailers, [name]: transport }
    box.#disconnect = async () => {
      await sendQueued()
      config.default = usual
      config.mailers = mailers
    }
    return box
  }

  /** Where it listens. */
  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  /** @param address - that the server will not know */
  refuse(address: string): void {
    this.#refused.add(address)
  }

  /**
   * Waits until this process has written and sent every mail, as a worker would.
   *
   * @returns what has arrived since this was asked last, in that order
   */
  async mails(): Promise<ArrivedMail[]> {
    await sendQueued()
    return this.#mails.splice(0)
  }

  /** @returns what has arrived so far, for a server that another process sends to */
  arrivedSoFar(): readonly ArrivedMail[] {
    return this.#mails
  }

  async close(): Promise<void> {
    await this.#disconnect()
    await new Promise<void>((resolve) => this.#server.close(resolve))
  }
}

/** One that a server refuses keeps no other from leaving. */
async function sendQueued(): Promise<void> {
  await (await app.container.make(Outbox)).settle(5_000)
  for (let isDone = false; !isDone;) {
    isDone = await runQueuedJobs('mail').then(
      () => true,
      () => false
    )
  }
}

function arrived(to: string[], parsed: Email): ArrivedMail {
  const html = parsed.html ?? ''
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
  return { to, subject: parsed.subject ?? '', text: parsed.text ?? '', html, links, parsed }
}
