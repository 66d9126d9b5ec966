import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import {
  AccessToken,
  actingAs,
  LinkedAccount,
  Passkey,
  User,
  type Author,
  type OneTimeLink,
} from '@pydotorg/platform/identity'
import { PasswordChanges } from '@pydotorg/platform/identity/passwords'
import type { TemplatedMail } from '@pydotorg/platform/mail'
import { DateTime } from 'luxon'
import { isConflict, ownerOf } from '#services/accounts'
import { tellOwner } from '#services/address_taken'
import { MailedLinks } from '#services/mailed_links'
import { confirmNewEmailMail, emailChangeMail, newEmailCountsMail, type EmailChange } from '../mails/main.js'

/** An account with the addresses before and after. */
export interface ChangedEmail {
  user: User
  before: string
}

/** A new address counts once it is confirmed, and the old one can undo that for a week. */
@inject()
export class EmailChanges {
  readonly #mailed: MailedLinks
  readonly #passwords: PasswordChanges
  readonly #audit: AuditLog

  /**
   * @param mailed - the links that stand in mails
   * @param passwords - takes a password away, with what was built on it
   * @param audit - is told of every change
   */
  constructor(mailed: MailedLinks, passwords: PasswordChanges, audit: AuditLog) {
    this.#mailed = mailed
    this.#passwords = passwords
    this.#audit = audit
  }

  /**
   * @param user - who wants another address
   * @param email - that address; it may be somebody else's, who is told then
   * @returns what to mail
   */
  async ask(user: User, email: string): Promise<TemplatedMail[]> {
    const owner = await ownerOf(email)
    if (owner && owner.id !== user.id) {
      const mail = await tellOwner(this.#mailed, owner)
      return mail ? [mail] : []
    }
    const path = await this.#mailed.make(user, 'change_email', email)
    if (!path) return []
    return [
      confirmNewEmailMail(user, email, path),
      await this.#noteToOld(user, { oldEmail: user.email, newEmail: email, isDone: false }),
    ]
  }

  /**
   * Makes an address count.
   *
   * @param key - of the link that was sent to it
   * @param by - the request
   * @returns the account; null when the link is worth nothing, or the address is somebody else's by now
   */
  async confirm(key: string, by: Author): Promise<ChangedEmail | null> {
    return this.#unlessTaken(async (trx) => {
      const link = await this.#mailed.keys.use('change_email', key, trx)
      if (!link) return null
      const changed = await this.#move(link, by, trx)
      await this.#mailed.keys.revoke(changed.user, ['change_email', 'reset_password'], trx)
      return changed
    })
  }

  /**
   * @param changed - what has just been confirmed
   * @returns what to mail to both addresses
   */
  async mailsAfter({ user, before }: ChangedEmail): Promise<TemplatedMail[]> {
    return [
      newEmailCountsMail(user),
      await this.#noteToOld(user, { oldEmail: before, newEmail: user.email, isDone: true }),
    ]
  }

  /**
   * Goes back to the old address. Whoever changed it could sign in, so no way in and no token outlives it, and neither do
   * the links that were sent to the addresses in between: the owner of the first one has the last word.
   *
   * @param key - of the link that was sent to the old address
   * @param by - the request
   * @returns the account; null when the link is worth nothing, or the address is somebody else's by now
   */
  async undo(key: string, by: Author): Promise<ChangedEmail | null> {
    return this.#unlessTaken(async (trx) => {
      const link = await this.#mailed.keys.use('undo_email', key, trx)
      if (!link) return null
      const changed = await this.#move(link, by, trx)
      await this.#passwords.write(changed.user.merge({ password: null }), actingAs(changed.user, by), trx)
      await forgetWaysIn(changed.user, trx)
      await this.#mailed.keys.revoke(changed.user, ['confirm_email'], trx)
      await this.#mailed.keys.revokeLater(link, trx)
      return changed
    })
  }

  async #noteToOld(user: User, change: Omit<EmailChange, 'undoPath'>): Promise<TemplatedMail> {
    const undoPath = await this.#mailed.make(user, 'undo_email', change.oldEmail)
    return emailChangeMail(user, { ...change, undoPath })
  }

  async #move(link: OneTimeLink, by: Author, trx: TransactionClientContract): Promise<ChangedEmail> {
    const user = await User.findOrFail(link.userId, { client: trx })
    const before = user.email
    await user.merge({ email: link.email, emailVerifiedAt: DateTime.utc() }).save()
    await this.#audit.record(
      {
        by: actingAs(user, by),
        action: 'accounts.email.update',
        subject: { type: 'user', id: user.id, label: user.username },
        before: { email: before },
        after: { email: user.email },
      },
      trx
    )
    return { user, before }
  }

  async #unlessTaken<T>(change: (trx: TransactionClientContract) => Promise<T>): Promise<T | null> {
    try {
      return await db.transaction(change)
    } catch (error) {
      if (isConflict(error, 'users_email_unique')) return null
      throw error
    }
  }
}

/** The second step stays: who has the mailbox alone must not get rid of it. */
async function forgetWaysIn({ id }: User, client: TransactionClientContract): Promise<void> {
  for (const model of [Passkey, LinkedAccount, AccessToken]) await model.query({ client }).where('userId', id).delete()
}
