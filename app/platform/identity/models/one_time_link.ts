import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** A link that was mailed and works once, such as the one that confirms an address. Only its hash is kept. */
export class OneTimeLink extends PlatformModel {
  static override table = 'one_time_links'

  @column()
  declare userId: number

  @column()
  declare purpose: string

  @column({ serializeAs: null })
  declare hash: string

  /** The address it was sent to. */
  @column()
  declare email: string

  @column.dateTime()
  declare expiresAt: DateTime

  @column.dateTime()
  declare usedAt: DateTime | null
}
