import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** An account elsewhere by which a person signs in here. */
export class LinkedAccount extends PlatformModel {
  static override table = 'linked_accounts'

  @column()
  declare userId: number

  @column()
  declare provider: string

  /** The provider's own id of the person. */
  @column()
  declare subject: string

  @column()
  declare email: string | null

  @column.dateTime()
  declare lastUsedAt: DateTime | null
}
