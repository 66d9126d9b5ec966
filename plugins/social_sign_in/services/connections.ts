import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { AuditLog } from '@pydotorg/platform/audit'
import { actingAs, LinkedAccount, Passkey, type User } from '@pydotorg/platform/identity'
import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import type { ProviderIdentity } from './sign_in_provider.js'
import { SignInProviders } from './sign_in_providers.js'

/** Somebody else was quicker, or the person has linked another account of this provider. */
export class AlreadyLinked extends Error {}

/** Which accounts elsewhere belong to which account here. */
@inject()
export class Connections {
  readonly #audit: AuditLog
  readonly #providers: SignInProviders

  /**
   * @param audit - is told who linked and unlinked what
   * @param providers - which ones still open the door
   */
  constructor(audit: AuditLog, providers: SignInProviders) {
    this.#audit = audit
    this.#providers = providers
  }

  /** @returns the account elsewhere as it is linked here; null when it is not */
  find({ provider, subject }: ProviderIdentity): Promise<LinkedAccount | null> {
    return LinkedAccount.query().where({ provider, subject }).first()
  }

  /**
   * @param user - whose
   * @param client - the transaction that this is part of
   * @returns what somebody has linked, one for each provider
   */
  of(user: User, client?: QueryClientContract): Promise<LinkedAccount[]> {
    return LinkedAccount.query({ client }).where('userId', user.id).orderBy('createdAt')
  }

  /**
   * @param user - whose account here
   * @param identity - whose account elsewhere, shown a moment ago
   * @param ctx - the request
   * @throws AlreadyLinked
   */
  async link(user: User, identity: ProviderIdentity, ctx: HttpContext): Promise<void> {
    const { provider, subject, email } = identity
    await db
      .transaction(async (trx) => {
        const linked = new LinkedAccount().useTransaction(trx)
        linked.merge({ userId: user.id, provider, subject, email, lastUsedAt: DateTime.utc() })
        await linked.save()
        const by = actingAs(user, ctx)
        await this.#audit.record({ by, action: 'social_sign_in.connection.create', ...entryOf(user, linked) }, trx)
      })
      .catch(refuseSecond)
  }

  /** Notes that somebody has just signed in by it. */
  async use(linked: LinkedAccount, { email }: ProviderIdentity): Promise<void> {
    await linked.merge({ email, lastUsedAt: DateTime.utc() }).save()
  }

  /**
   * @param user - whose it is
   * @param linked - what shall no longer sign them in
   * @param ctx - the request
   * @returns false, and nothing is done, when the person could not sign in any more
   */
  async unlink(user: User, linked: LinkedAccount, ctx: HttpContext): Promise<boolean> {
    return db.transaction(async (trx) => {
      // Two requests at the same time would each see the other's way in.
      await trx.from('users').where('id', user.id).forUpdate().select('id')
      if (!(await this.hasOtherWay(user, linked, trx))) return false
      await linked.useTransaction(trx).delete()
      const { subject, after: before } = entryOf(user, linked)
      await this.#audit.record({ by: ctx, action: 'social_sign_in.connection.delete', subject, before }, trx)
      return true
    })
  }

  /**
   * @param user - whose
   * @param linked - what they have linked
   * @param client - the transaction that this is part of
   * @returns true when they can sign in without it
   */
  async hasOtherWay(user: User, linked: LinkedAccount, client?: QueryClientContract): Promise<boolean> {
    if (user.password !== null) return true
    if (await Passkey.query({ client }).where('userId', user.id).first()) return true
    const keys = this.#providers.all.map(({ key }) => key)
    const others = await this.of(user, client)
    return others.some(({ id, provider }) => id !== linked.id && keys.includes(provider))
  }
}

function entryOf(user: User, { provider, subject, email }: LinkedAccount) {
  return {
    subject: { type: 'user', id: user.id, label: user.username },
    after: { provider, subject, email },
  }
}

function refuseSecond(error: { code?: string }): never {
  if (error.code === '23505') throw new AlreadyLinked()
  throw error
}
