import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { MediaImage } from '@pydotorg/platform/media'
import { PlatformModel } from '@pydotorg/platform/models'

/** An image that belongs to a page, for those who write it to choose from. */
export default class PageImage extends PlatformModel {
  static override table = 'pages_images'

  @column()
  declare pageId: number

  @column()
  declare fileId: number

  @belongsTo(() => MediaImage, { foreignKey: 'fileId' })
  declare file: BelongsTo<typeof MediaImage>
}
