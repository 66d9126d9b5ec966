import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'
import { User } from './user.js'

/** Personal tokens, and the keys of python.org's API by its version. */
export const ACCESS_TOKEN_KINDS = ['bearer', 'api_v1', 'api_v2'] as const

export type AccessTokenKind = (typeof ACCESS_TOKEN_KINDS)[number]

/** A secret by which a program speaks for a person. Only its hash is kept. */
export class AccessToken extends PlatformModel {
  static override table = 'access_tokens'

  @column()
  declare userId: number

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  @column()
  declare kind: AccessTokenKind

  @column()
  declare name: string

  /** SHA-256 of the token, in hexadecimal: a token is random, so nothing slower protects it better. */
  @column({ serializeAs: null })
  declare hash: string

  /** First twelve characters, by which its owner tells it from others. */
  @column()
  declare prefix: string

  @column()
  declare scopes: string[]

  @column.dateTime()
  declare expiresAt: DateTime | null

  @column.dateTime()
  declare lastUsedAt: DateTime | null
}
