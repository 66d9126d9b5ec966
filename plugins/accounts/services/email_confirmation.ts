import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { User, type OneTimeLink } from '@pydotorg/platform/identity'
import type { LinkState } from '@pydotorg/platform/identity/one_time_links'
import type { TemplatedMail } from '@pydotorg/platform/mail'
import { DateTime } from 'luxon'
import { MailedLinks } from '#services/mailed_links'
import { confirmEmailMail } from '../mails/main.js'

/** How somebody shows that an address is theirs. */
@inject()
export class EmailConfirmation {
  readonly #links: MailedLinks

  /** @param links - the links that stand in mails */
  constructor(links: MailedLinks) {
    this.#links = links
  }

  /**
   * @param user - whose address is to be confirmed
   * @returns the mail; null when they were sent enough of them
   */
  async mailFor(user: User): Promise<TemplatedMail | null> {
    const path = await this.#links.make(user, 'confirm_email', user.email)
    return path ? confirmEmailMail(user, path) : null
  }

  /**
   * @param key - out of the address of a page
   * @returns what became of the link, for a new account or for a new address
   */
  look(key: string): Promise<[LinkState, OneTimeLink | null]> {
    return this.#links.keys.look(['confirm_email', 'change_email'], key)
  }

  /**
   * Confirms the address of a new account, unless another one has taken its place since the mail was sent.
   *
   * @param key - of the link
   * @returns false when the link is worth nothing
   */
  confirm(key: string): Promise<boolean> {
    return db.transaction(async (trx) => {
      const link = await this.#links.keys.use('confirm_email', key, trx)
      if (!link) return false
      const user = await User.findOrFail(link.userId, { client: trx })
      if (user.email.toLowerCase() !== link.email.toLowerCase()) return false
      await user.merge({ emailVerifiedAt: user.emailVerifiedAt ?? DateTime.utc() }).save()
      await this.#links.keys.revoke(user, ['confirm_email'], trx)
      return true
    })
  }
}
