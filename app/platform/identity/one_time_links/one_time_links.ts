import { createHash, randomBytes } from 'node:crypto'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { DateTime, type DurationLikeObject } from 'luxon'
import { OneTimeLink } from '../models/one_time_link.js'
import type { User } from '../models/user.js'

/** What a link is for. One is worth nothing for another purpose. */
export type LinkPurpose = 'confirm_email' | 'change_email' | 'undo_email' | 'reset_password' | 'prove'

/** A link somebody wants to send. */
export interface LinkWish {
  purpose: LinkPurpose
  /** The address it is about: that it is sent to, or for an undo the one to go back to. */
  email: string
  validFor: DurationLikeObject
}

/** What became of a link. */
export type LinkState = 'valid' | 'used' | 'expired' | 'unknown'

/** In an hour: enough for somebody who is impatient, too little to fill a mailbox with. */
const MOST_AN_HOUR = 5

/** After that nobody asks any more what became of a link. */
const KEPT_DAYS = 30

/**
 * Links that are mailed and work once: to confirm an address, to set a password. The database keeps hashes of them only.
 *
 * @example
 * const links = new OneTimeLinks()
 * const key = await links.issue(user, { purpose: 'reset_password', email: user.email, validFor: { hours: 1 } })
 * const link = await links.use('reset_password', key, trx)
 */
export class OneTimeLinks {
  /**
   * @param user - whom it speaks for
   * @param wish - what it is for
   * @returns the key that stands in the link; null when this person was sent enough of them within an hour
   */
  async issue(user: User, { purpose, email, validFor }: LinkWish): Promise<string | null> {
    const now = DateTime.utc()
    const sent = await OneTimeLink.query()
      .where({ userId: user.id, purpose })
      .where('createdAt', '>', now.minus({ hours: 1 }).toSQL())
      .count('* as total')
    if (Number(sent[0]?.$extras.total) >= MOST_AN_HOUR) return null
    await OneTimeLink.query()
      .where('userId', user.id)
      .where('expiresAt', '<', now.minus({ days: KEPT_DAYS }).toSQL())
      .delete()
    const key = randomBytes(32).toString('base64url')
    await OneTimeLink.create({ userId: user.id, purpose, email, hash: hashOf(key), expiresAt: now.plus(validFor) })
    return key
  }

  /**
   * Looks at a link without using it, for the page that it leads to: programs that check mails open every link.
   *
   * @param purpose - what the page is for
   * @param key - out of its address
   * @returns the link as far as there is one, and its state
   */
  async look(purpose: LinkPurpose | readonly LinkPurpose[], key: string): Promise<[LinkState, OneTimeLink | null]> {
    const link = await OneTimeLink.query().where('hash', hashOf(key)).whereIn('purpose', [purpose].flat()).first()
    if (!link) return ['unknown', null]
    if (link.usedAt) return ['used', link]
    return [link.expiresAt < DateTime.utc() ? 'expired' : 'valid', link]
  }

  /**
   * Uses a link up; of two requests at the same time one gets it.
   *
   * @param purpose - what is done with it
   * @param key - out of the address
   * @param client - the transaction of what the link allows
   * @returns the link; null when it is worth nothing
   */
  async use(purpose: LinkPurpose, key: string, client: QueryClientContract): Promise<OneTimeLink | null> {
    const now = new Date()
    const [used] = (await client
      .from('one_time_links')
      .where({ hash: hashOf(key), purpose })
      .whereNull('used_at')
      .where('expires_at', '>', now)
      .update({ used_at: now, updated_at: now }, ['id'])) as unknown as { id: number }[]
    return used ? OneTimeLink.find(used.id, { client }) : null
  }

  /**
   * Makes all links of somebody worthless that were sent for a purpose.
   *
   * @param user - whose
   * @param purposes - of the links
   * @param client - the transaction of what makes them superfluous
   */
  async revoke(user: User, purposes: readonly LinkPurpose[], client: QueryClientContract): Promise<void> {
    await client
      .from('one_time_links')
      .where('user_id', user.id)
      .whereIn('purpose', [...purposes])
      .whereNull('used_at')
      .update({ used_at: new Date() })
  }

  /**
   * Makes the links worthless that somebody was sent for the same purpose after another one.
   *
   * @param link - the one that was used
   * @param client - the transaction in which it was
   */
  async revokeLater({ id, userId, purpose }: OneTimeLink, client: QueryClientContract): Promise<void> {
    await client
      .from('one_time_links')
      .where({ user_id: userId, purpose })
      .where('id', '>', id)
      .whereNull('used_at')
      .update({ used_at: new Date() })
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
