import type { Encryption } from '@adonisjs/core/encryption'
import type { MailList } from '../mail_label.js'

/** Who leaves which list. */
export interface ListMember {
  list: MailList
  /** In its plain form. */
  address: string
}

const PURPOSE = 'platform.mail.unsubscribe'

/**
 * Links by which people leave a list without signing in. Who and which list stand in them, encrypted and authentic, so
 * they work as long as the application's key, and tell nothing to whoever reads a log.
 *
 * @example
 * const links = new UnsubscribeLinks(encryption, 'https://www.python.org')
 * links.address({ list, address: 'ada@example.org' })
 */
export class UnsubscribeLinks {
  readonly #encryption: Encryption
  readonly #siteUrl: string

  /**
   * @param encryption - of the application
   * @param siteUrl - where the site is
   */
  constructor(encryption: Encryption, siteUrl: string) {
    this.#encryption = encryption
    this.#siteUrl = siteUrl
  }

  /**
   * @param member - who may leave by it
   * @returns the address of the page
   */
  address({ list: { key, title }, address }: ListMember): string {
    const token = this.#encryption.encrypt({ key, title, address }, { purpose: PURPOSE })
    return new URL(`/mail/unsubscribe/${token}/`, this.#siteUrl).href
  }

  /**
   * @param token - out of an address
   * @returns who leaves what; null when this site did not make it
   */
  read(token: string): ListMember | null {
    const read = this.#encryption.decrypt<{ key: string; title: string; address: string }>(token, PURPOSE)
    return read && { list: { key: read.key, title: read.title }, address: read.address }
  }
}

/**
 * @param address - of the page
 * @param list - that it leaves
 * @returns what mail programs make their button from (RFC 2369 and RFC 8058)
 */
export function listHeaders(address: string, { key }: MailList): Record<string, string> {
  return {
    'List-Unsubscribe': `<${address}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-ID': `<${key}.${new URL(address).hostname}>`,
    'Precedence': 'bulk',
  }
}
