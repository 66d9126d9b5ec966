import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import type { MailTransportContract, NodeMailerMessage, SMTPConfig } from '@adonisjs/mail/types'

type Sent = Awaited<ReturnType<MailTransportContract['send']>>

/** Nodemailer's own way to give the finished message back instead of sending it, which AdonisJS does not name. */
const AS_MESSAGE = { streamTransport: true, buffer: true } as unknown as SMTPConfig

/**
 * Writes mails into a folder as `.eml` files, which every mail program opens: for a machine without a mail server.
 *
 * @example
 * defineConfig({ default: 'folder', mailers: { folder: () => new FolderTransport(app.tmpPath('mail')) } })
 */
export class FolderTransport implements MailTransportContract {
  readonly #folder: string
  readonly #composer = new SMTPTransport(AS_MESSAGE)

  /** @param folder - absolute path; made when the first mail is written */
  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * @param message - what shall be sent
   * @returns what Nodemailer tells of it
   */
  async send(message: NodeMailerMessage): Promise<Sent> {
    const composed = await this.#composer.send(message)
    const { message: text } = composed.original as unknown as { message: Buffer }
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    // By time, so that the newest is the last of a listing.
    const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`
    await writeFile(join(this.#folder, name), text, { mode: 0o600 })
    return composed
  }
}
