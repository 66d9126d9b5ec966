import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** A browser that is not asked for a second factor for a while. */
export class TrustedDevice extends PlatformModel {
  static override table = 'trusted_devices'

  @column()
  declare userId: number

  @column({ serializeAs: null })
  declare hash: string

  @column()
  declare name: string

  @column.dateTime()
  declare expiresAt: DateTime

  @column.dateTime()
  declare lastUsedAt: DateTime | null
}
