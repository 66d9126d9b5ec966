import type { Encryption } from '@adonisjs/core/encryption'
import type { NodeMailerMessage } from '@adonisjs/mail/types'
import { freezeMessage, thawMessage } from './frozen_message.js'

const PURPOSE = 'platform.mail'

/**
 * Texts of mails as the database has them: encrypted, since they say who does what, and some of them let people in.
 *
 * @example
 * const sealed = await new MailSeal(encryption).close(message)
 */
export class MailSeal {
  readonly #encryption: Encryption

  /** @param encryption - of the application */
  constructor(encryption: Encryption) {
    this.#encryption = encryption
  }

  /**
   * @param message - complete
   * @returns what is kept
   * @throws Error for a mail that cannot wait, e.g. for a stream as attachment
   */
  async close(message: NodeMailerMessage): Promise<string> {
    return this.#encryption.encrypt(await freezeMessage(message), { purpose: PURPOSE })
  }

  /**
   * @param sealed - what is kept
   * @returns the message; null when it was encrypted with a key that the application has no more
   */
  open(sealed: string): NodeMailerMessage | null {
    const frozen = this.#encryption.decrypt<string>(sealed, PURPOSE)
    return frozen === null ? null : thawMessage(frozen)
  }
}
