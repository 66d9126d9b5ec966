import { compose } from '@adonisjs/core/helpers'
import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { dropTagsAfterCommit } from '@pydotorg/platform/cache'
import type { MarkupType } from '@pydotorg/platform/markup'
import { MediaImage } from '@pydotorg/platform/media'
import { COMPANIES_TAG } from '#contracts/companies'
import { markup, PlatformModel, Sluggable } from '@pydotorg/platform/models'

/** Whoever employs people or is told of in a story. */
export default class Company extends compose(PlatformModel, Sluggable) {
  static override table = 'companies_companies'

  @markup()
  declare about: string

  @column()
  declare aboutMarkupType: MarkupType

  @column()
  declare aboutRendered: string

  /** Whom staff write to; never on a page. */
  @column()
  declare contact: string | null

  @column()
  declare email: string | null

  @column()
  declare url: string | null

  @column()
  declare logoId: number | null

  @belongsTo(() => MediaImage, { foreignKey: 'logoId' })
  declare logo: BelongsTo<typeof MediaImage>
}

dropTagsAfterCommit(Company, () => [COMPANIES_TAG])
