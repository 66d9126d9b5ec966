import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** A WebAuthn credential: signs its owner in without a password. */
export class Passkey extends PlatformModel {
  static override table = 'passkeys'

  @column()
  declare userId: number

  @column()
  declare credentialId: string

  @column({ serializeAs: null })
  declare publicKey: Buffer

  /** Grows with each use; one that does not is a copy. */
  @column({ consume: Number })
  declare counter: number

  @column()
  declare transports: string[]

  @column()
  declare name: string

  @column()
  declare backedUp: boolean

  @column.dateTime()
  declare lastUsedAt: DateTime | null
}
