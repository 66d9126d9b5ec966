import { column } from '@adonisjs/lucid/orm'
import { PlatformModel } from '@pydotorg/platform/models'
import type { PageSnapshot } from '#services/page_fields'

/** A page as it was after one change. Revisions are added, never changed. */
export default class Revision extends PlatformModel {
  static override table = 'pages_revisions'

  @column()
  declare pageId: number

  /** Counted from 1 for each page. */
  @column()
  declare number: number

  @column({ prepare: (fields: PageSnapshot) => JSON.stringify(fields) })
  declare fields: PageSnapshot

  /** What the author said of the change; empty when nothing. */
  @column()
  declare comment: string

  /** Null when the account is gone, and for commands. */
  @column()
  declare authorId: number | null

  /** As it is to be read when the account is gone. */
  @column()
  declare authorName: string
}
