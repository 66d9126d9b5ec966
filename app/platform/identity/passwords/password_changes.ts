import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { AuditLog } from '../../audit/main.js'
import type { Author } from '../author.js'
import type { User } from '../models/user.js'
import type { OneTimeLinks } from '../one_time_links/one_time_links.js'
import type { TrustedDevices } from '../second_factors/trusted_devices.js'
import type { UserSessions } from '../sessions/user_sessions.js'
import type { Passwords } from './passwords.js'

/** What a new password touches. */
export interface PasswordChangeParts {
  passwords: Passwords
  sessions: UserSessions
  devices: TrustedDevices
  links: OneTimeLinks
  audit: AuditLog
}

/** How a password is changed. */
export interface PasswordChange {
  /** The new one as it was typed; null for an account that signs in without one. */
  password: string | null
  by: Author
  /** Id of the one session that goes on: that of the person who changes it. */
  keepSession?: string
}

/**
 * Gives people a new password, and ends what was built on the old one: other sessions, trusted browsers, and links to a new
 * password that are on their way. Access tokens stay: programs never knew the password.
 *
 * @example
 * const changes = await app.container.make(PasswordChanges)
 * await changes.change(user, { password, by: ctx, keepSession: ctx.session.sessionId })
 */
export class PasswordChanges {
  readonly #parts: PasswordChangeParts

  /** @param parts - the services that do the work */
  constructor(parts: PasswordChangeParts) {
    this.#parts = parts
  }

  /**
   * @param user - whose
   * @param change - the new password; whether it is strong enough was asked before
   * @throws PasswordTooLong
   */
  async change(user: User, { password, by, keepSession }: PasswordChange): Promise<void> {
    const hash = password === null ? null : await this.#parts.passwords.make(password)
    await db.transaction((trx) => this.write(user.merge({ password: hash }), by, trx))
    await this.endSessions(user, keepSession)
  }

  /**
   * The part of a change that belongs into a transaction, for who has more to write in it; `endSessions` follows.
   *
   * @param user - with the new hash
   * @param by - who does it
   * @param trx - the transaction
   */
  async write(user: User, by: Author, trx: TransactionClientContract): Promise<void> {
    const { links, devices, audit } = this.#parts
    await user.useTransaction(trx).save()
    // Nor may somebody who was signed in finish what they began: another address would get them in again.
    await links.revoke(user, ['reset_password', 'change_email', 'prove'], trx)
    await devices.forget(user, trx)
    const subject = { type: 'user', id: user.id, label: user.username }
    await audit.record({ by, action: 'platform.password.change', subject }, trx)
  }

  /**
   * @param user - whose password has changed
   * @param kept - id of the one session that goes on
   */
  async endSessions(user: User, kept?: string): Promise<void> {
    const { sessions } = this.#parts
    if (kept === undefined) await sessions.endAll(user)
    else await sessions.endOthers(user, kept)
  }

  /**
   * Hashes a password anew that was right just now, when its hash came from Django or is weaker than those of today.
   *
   * @param user - who has just signed in
   * @param password - what they typed
   */
  async refresh(user: User, password: string): Promise<void> {
    const { passwords } = this.#parts
    const old = user.password
    if (old === null || !passwords.needsRehash(old)) return
    const hash = await passwords.make(password)
    // Somebody may have changed it meanwhile: the old one must not come back.
    await db.from('users').where({ id: user.id, password: old }).update({ password: hash })
    await user.refresh()
  }
}
