import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { actingAs, LinkedAccount, User, type OneTimeLink } from '@pydotorg/platform/identity'
import { PasswordChanges, Passwords } from '@pydotorg/platform/identity/passwords'
import { DateTime } from 'luxon'

/** Uses up the link that allows a change; null when it is worth nothing. */
export type UseLink = (trx: TransactionClientContract) => Promise<OneTimeLink | null>

/** New passwords for who has lost theirs. */
@inject()
export class PasswordResets {
  readonly #passwords: Passwords
  readonly #changes: PasswordChanges

  /**
   * @param passwords - hashes them
   * @param changes - writes them, and ends what was built on the old one
   */
  constructor(passwords: Passwords, changes: PasswordChanges) {
    this.#passwords = passwords
    this.#changes = changes
  }

  /**
   * Sets a password by a link that was mailed, which shows at the same time whose the address is.
   *
   * @param useLink - uses the link up
   * @param password - checked by a validator
   * @param ctx - the request; its session goes on, those elsewhere end
   * @returns the account; null when the link is worth nothing
   */
  async reset(useLink: UseLink, password: string, ctx: HttpContext): Promise<User | null> {
    const hash = await this.#passwords.make(password)
    const owner = await db.transaction(async (trx) => {
      const link = await useLink(trx)
      const user = link && (await User.find(link.userId, { client: trx }))
      // The address may have changed since the mail was sent.
      if (!user?.isActive || user.email.toLowerCase() !== link?.email.toLowerCase()) return null
      // Whoever opened the account under an address that was not theirs must not keep a way in.
      if (!user.emailVerifiedAt) await LinkedAccount.query({ client: trx }).where('userId', user.id).delete()
      const emailVerifiedAt = user.emailVerifiedAt ?? DateTime.utc()
      await this.#changes.write(user.merge({ password: hash, emailVerifiedAt }), actingAs(user, ctx), trx)
      return user
    })
    if (owner) await this.#changes.endSessions(owner, ctx.session.sessionId)
    return owner
  }
}
