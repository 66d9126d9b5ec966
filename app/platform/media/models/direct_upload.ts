import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '../../models/main.js'

/** What is expected to arrive on the disk without passing through a form, until it is finished or its time is up. */
export class DirectUpload extends PlatformModel {
  static override table = 'media_uploads'

  /** Random; whoever knows it may write that one file. */
  @column()
  declare token: string

  @column()
  declare kind: 'image' | 'document'

  @column()
  declare name: string

  @column()
  declare contentType: string

  /** As was announced, in bytes. */
  @column()
  declare byteSize: number

  @column()
  declare creatorId: number | null

  @column.dateTime()
  declare expiresAt: DateTime
}
