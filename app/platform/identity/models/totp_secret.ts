import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** What an authenticator app and the site share to make the same codes. */
export class TotpSecret extends PlatformModel {
  static override table = 'totp_secrets'

  @column()
  declare userId: number

  /** Encrypted with the application's key. */
  @column({ serializeAs: null })
  declare secret: string

  /** Null until the person has shown a first code. */
  @column.dateTime()
  declare confirmedAt: DateTime | null

  /** Number of the half minute of the last code that was taken: no code is taken twice. */
  @column()
  declare lastStep: number | null
}
