import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** Stands in once for an authenticator that was lost. */
export class RecoveryCode extends PlatformModel {
  static override table = 'recovery_codes'

  @column()
  declare userId: number

  @column({ serializeAs: null })
  declare hash: string

  @column.dateTime()
  declare usedAt: DateTime | null
}
