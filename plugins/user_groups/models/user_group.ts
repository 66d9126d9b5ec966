import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { DateTime } from 'luxon'
import { User } from '@pydotorg/platform/identity'
import { PlatformModel } from '@pydotorg/platform/models'
import type { GroupKind } from '#services/group_kinds'

/** People who meet because of Python. No group of permissions: those are `Group` of the platform. */
export default class UserGroup extends PlatformModel {
  static override table = 'user_groups_groups'

  @column()
  declare name: string

  /** Where it meets; empty for a group that does not meet at one place. */
  @column()
  declare location: string

  @column()
  declare url: string

  @column()
  declare urlType: GroupKind

  /** Since when it exists. */
  @column.date()
  declare startDate: DateTime | null

  /** It is on the public list. */
  @column()
  declare approved: boolean

  /** Moderators know who runs it: search engines may follow its link. Says nothing about the public list. */
  @column()
  declare trusted: boolean

  /** Who proposed it; null when their account is gone. */
  @column()
  declare creatorId: number | null

  @belongsTo(() => User, { foreignKey: 'creatorId' })
  declare creator: BelongsTo<typeof User>
}
