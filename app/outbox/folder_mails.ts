import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Address, type Email } from 'postal-mime'

/** Names of files as `FolderTransport` makes them, without their ending: nothing else is looked for in the folder. */
export const MAIL_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[\da-f]{8}$/

/** A mail as it would have left. */
export interface FolderMail {
  name: string
  subject: string
  from: string
  to: string
  at: Date
  html: string | null
  text: string | null
  attachments: string[]
  headers: { name: string; value: string }[]
  source: string
}

/** Newer ones are what developers look for. */
const MOST = 50

/** Mails in the folder of a machine without a provider, for developers. */
export class FolderMails {
  readonly #folder: string

  /** @param folder - absolute path; need not be there */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** @returns the newest, newest first, at most 50 */
  async newest(): Promise<FolderMail[]> {
    const files = await readdir(this.#folder).catch(() => [])
    const names = files.map((file) => file.replace(/\.eml$/, '')).filter((name) => MAIL_NAME.test(name))
    const mails = await Promise.all(
      names
        .sort()
        .reverse()
        .slice(0, MOST)
        .map((name) => this.find(name))
    )
    return mails.filter((mail) => mail !== null)
  }

  /**
   * @param name - of a file, without its ending
   * @returns the mail; null when there is none
   */
  async find(name: string): Promise<FolderMail | null> {
    if (!MAIL_NAME.test(name)) return null
    const bytes = await readFile(join(this.#folder, `${name}.eml`)).catch(() => null)
    return bytes && toMail(name, bytes.toString('utf8'), await PostalMime.parse(bytes))
  }
}

function toMail(name: string, source: string, mail: Email): FolderMail {
  return {
    ...{ name, source, subject: mail.subject ?? '', from: people([mail.from]), to: people(mail.to ?? []) },
    at: new Date(name.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z.*$/, 'T$1:$2:$3.$4Z')),
    ...{ html: mail.html ?? null, text: mail.text ?? null },
    attachments: mail.attachments.map(({ filename }) => filename ?? 'without a name'),
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  }
}

function people(addresses: readonly (Address | undefined)[]): string {
  return addresses.map((each) => (each?.name ? `${each.name} <${each.address}>` : (each?.address ?? ''))).join(', ')
}
