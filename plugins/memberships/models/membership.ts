import { beforeSave, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { User } from '@pydotorg/platform/identity'
import { PlatformModel } from '@pydotorg/platform/models'
import type { MembershipType } from '#services/membership_types'
import { needsVoteAffirmation } from '#services/vote_affirmation'

/** What a person told the Python Software Foundation when they became a member; one for each account. */
export default class Membership extends PlatformModel {
  static override table = 'memberships_memberships'

  /** Null when it came from python.org without an account. */
  @column()
  declare userId: number | null

  @column()
  declare type: MembershipType

  @column()
  declare legalName: string

  @column()
  declare preferredName: string

  /** Where the Foundation writes to; need not be the account's. */
  @column()
  declare email: string

  @column()
  declare city: string

  @column()
  declare region: string

  @column()
  declare country: string

  @column()
  declare postalCode: string

  /** The member accepted the code of conduct. */
  @column()
  declare psfCodeOfConduct: boolean

  /** The member wants the announcements by mail. */
  @column()
  declare psfAnnouncements: boolean

  /** The member said that they will vote in elections. */
  @column()
  declare votes: boolean

  /** When they said so last. */
  @column.dateTime()
  declare lastVoteAffirmation: DateTime | null

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  get isHigherLevel(): boolean {
    return this.type !== 'basic'
  }

  get needsVoteAffirmation(): boolean {
    return needsVoteAffirmation(this)
  }

  /** Behaviour kept from python.org: who votes and never said when says it now. */
  @beforeSave()
  static dateFirstAffirmation(membership: Membership): void {
    if (membership.votes) membership.lastVoteAffirmation ??= DateTime.utc()
  }
}
