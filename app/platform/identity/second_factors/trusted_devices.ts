import { createHash, randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type { AuditLog } from '../../audit/main.js'
import { actingAs, type Author } from '../author.js'
import { TrustedDevice } from '../models/trusted_device.js'
import type { User } from '../models/user.js'
import { deviceName } from './device_name.js'

const COOKIE = 'pydotorg_device'
const DAYS = 30

/** The oldest go when somebody trusts more. */
const MOST_DEVICES = 20

/**
 * Browsers that are not asked for a second factor for thirty days. The browser keeps a random token in a cookie of its own
 * that scripts cannot read, the database keeps its hash.
 *
 * @example
 * if (await devices.isTrusted(ctx, user)) return signIn(ctx, user)
 */
export class TrustedDevices {
  readonly #audit: AuditLog

  /** @param audit - is told of every device that is trusted, and of those no more */
  constructor(audit: AuditLog) {
    this.#audit = audit
  }

  /**
   * Trusts the browser of this request from now on.
   *
   * @param ctx - a request of somebody who has just shown both factors
   * @param user - who
   */
  async trust(ctx: HttpContext, user: User): Promise<void> {
    const token = randomBytes(32).toString('base64url')
    const name = deviceName(ctx.request.header('user-agent') ?? '')
    await db.transaction(async (trx) => {
      const expiresAt = DateTime.utc().plus({ days: DAYS })
      const device = await TrustedDevice.create(
        { userId: user.id, hash: hashOf(token), name, expiresAt },
        { client: trx }
      )
      const kept = trx.from('trusted_devices').where('user_id', user.id).orderBy('id', 'desc').limit(MOST_DEVICES)
      await trx
        .from('trusted_devices')
        .where('user_id', user.id)
        .where((query) => query.where('expires_at', '<', new Date()).orWhereNotIn('id', kept.select('id')))
        .delete()
      const subject = { type: 'trusted_device', id: device.id, label: name }
      const after = { user_id: user.id, username: user.username, expires_at: expiresAt }
      await this.#audit.record(
        { by: actingAs(user, ctx), action: 'platform.trusted_device.create', subject, after },
        trx
      )
    })
    ctx.response.cookie(COOKIE, token, { maxAge: `${DAYS}d`, httpOnly: true, sameSite: 'lax' })
  }

  /**
   * @param ctx - a request of somebody who has shown their password
   * @param user - who
   * @returns true when this person trusts this browser, so that the second factor is not asked for
   */
  async isTrusted(ctx: HttpContext, user: User): Promise<boolean> {
    const token: unknown = ctx.request.cookie(COOKIE)
    if (typeof token !== 'string') return false
    const known = await db
      .from('trusted_devices')
      .where({ user_id: user.id, hash: hashOf(token) })
      .where('expires_at', '>', new Date())
      .update({ last_used_at: new Date() })
    return Number(known) === 1
  }

  /** @returns the browsers that a person trusts, newest first; there are at most twenty */
  async list(user: User): Promise<TrustedDevice[]> {
    const now = DateTime.utc().toSQL()
    return TrustedDevice.query().where('userId', user.id).where('expiresAt', '>', now).orderBy('id', 'desc')
  }

  /**
   * @param user - whose
   * @param id - of the device
   * @param by - who does it
   * @returns false when this person trusts no such device
   */
  async revoke(user: User, id: number, by: Author): Promise<boolean> {
    const device = await TrustedDevice.query().where({ userId: user.id, id }).first()
    if (device === null) return false
    await db.transaction(async (trx) => {
      await device.useTransaction(trx).delete()
      const subject = { type: 'trusted_device', id, label: device.name }
      const before = { user_id: user.id, username: user.username, expires_at: device.expiresAt }
      await this.#audit.record({ by, action: 'platform.trusted_device.revoke', subject, before }, trx)
    })
    return true
  }

  /**
   * Every browser is asked again, after something that the trust was built on has changed.
   *
   * @param user - whose
   * @param client - the transaction of that change
   */
  async forget(user: User, client: QueryClientContract): Promise<void> {
    await client.from('trusted_devices').where('user_id', user.id).delete()
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
