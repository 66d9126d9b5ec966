import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { MediaDocument } from '@pydotorg/platform/media'
import { PlatformModel } from '@pydotorg/platform/models'

/** A document that belongs to a page, for those who write it to choose from. */
export default class PageDocument extends PlatformModel {
  static override table = 'pages_documents'

  @column()
  declare pageId: number

  @column()
  declare fileId: number

  @belongsTo(() => MediaDocument, { foreignKey: 'fileId' })
  declare file: BelongsTo<typeof MediaDocument>
}
