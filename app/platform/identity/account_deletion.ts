import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '../audit/main.js'
import type { Author } from './author.js'
import type { User } from './models/user.js'
import { UserSessions } from './sessions/user_sessions.js'

/** Without a superuser nobody could make another one. */
export class LastSuperuser extends Exception {
  static override status = 409
  static override code = 'E_LAST_SUPERUSER'
  static override message =
    'This is the only account with every permission. Give them to somebody else before you delete it.'
}

/** Held while superusers are counted, so that two of them cannot leave at once. */
const SUPERUSERS_LOCK = 'select pg_advisory_xact_lock(hashtext(?))'

/**
 * Deletes accounts. Foreign keys to `users` decide what goes with them; every plugin says it in its `personalData`.
 *
 * @example
 * const deletion = await ctx.containerResolver.make(AccountDeletion)
 * await deletion.delete(user, ctx)
 */
@inject()
export class AccountDeletion {
  readonly #sessions: UserSessions
  readonly #audit: AuditLog

  /**
   * @param sessions - end with the account
   * @param audit - keeps that there was one
   */
  constructor(sessions: UserSessions, audit: AuditLog) {
    this.#sessions = sessions
    this.#audit = audit
  }

  /**
   * @param user - who goes
   * @param by - who does it
   * @throws LastSuperuser
   */
  async delete(user: User, by: Author): Promise<void> {
    await db.transaction(async (trx) => {
      if (user.isSuperuser) await refuseLastSuperuser(user, trx)
      const subject = { type: 'user', id: user.id, label: user.username }
      const { username, isStaff, isSuperuser, dateJoined } = user
      const before = { username, is_staff: isStaff, is_superuser: isSuperuser, date_joined: dateJoined }
      await this.#audit.record({ by, action: 'platform.user.delete', subject, before }, trx)
      await trx.from('users').where('id', user.id).delete()
    })
    // Sessions in the database have gone with the account; those in Redis have not.
    await this.#sessions.endAll(user)
  }
}

async function refuseLastSuperuser({ id }: User, trx: TransactionClientContract): Promise<void> {
  await trx.rawQuery(SUPERUSERS_LOCK, ['pydotorg.superusers'])
  const other = await trx.from('users').where({ is_superuser: true, is_active: true }).whereNot('id', id).first()
  if (!other) throw new LastSuperuser()
}
