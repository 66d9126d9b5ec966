import { compose } from '@adonisjs/core/helpers'
import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { dropTagsAfterCommit } from '@pydotorg/platform/cache'
import { User } from '@pydotorg/platform/identity'
import type { MarkupType } from '@pydotorg/platform/markup'
import { MediaImage } from '@pydotorg/platform/media'
import { ContentManageable, markup, PlatformModel, Publishable, Sluggable } from '@pydotorg/platform/models'
import type { DateTime } from 'luxon'
import StoryCategory, { STORIES_TAG } from '#models/story_category'

/** What became of a story that somebody submitted. */
export type StoryState = 'waiting' | 'published' | 'returned'

/** How somebody came to use Python, and what came of it. */
export default class Story extends compose(PlatformModel, Sluggable, ContentManageable, Publishable) {
  static override table = 'success_stories_stories'

  /** As the author wrote it; shown while no company that the site knows is named by `companyId`. */
  @column()
  declare companyName: string

  @column()
  declare companyUrl: string

  /** Of the plugin companies. */
  @column()
  declare companyId: number | null

  @column()
  declare categoryId: number

  @belongsTo(() => StoryCategory, { foreignKey: 'categoryId' })
  declare category: BelongsTo<typeof StoryCategory>

  /** Who wrote it, as it is to be read. */
  @column()
  declare author: string

  /** Whom staff write to; on no page. */
  @column()
  declare authorEmail: string | null

  /** The one sentence of it that people remember. */
  @column()
  declare pullQuote: string

  @markup()
  declare content: string

  @column()
  declare contentMarkupType: MarkupType

  @column()
  declare contentRendered: string

  @column()
  declare imageId: number | null

  @belongsTo(() => MediaImage, { foreignKey: 'imageId' })
  declare image: BelongsTo<typeof MediaImage>

  /** For the first time; it keeps its place in lists when it is taken off and published again. */
  @column.dateTime()
  declare publishedAt: DateTime | null

  /** On the home page and in menus, while it is published. */
  @column()
  declare featured: boolean

  @column.dateTime()
  declare featuredAt: DateTime | null

  /** Null for what staff wrote or an import brought, and when the account is gone. */
  @column()
  declare submittedById: number | null

  @belongsTo(() => User, { foreignKey: 'submittedById' })
  declare submittedBy: BelongsTo<typeof User>

  @column.dateTime()
  declare returnedAt: DateTime | null

  /** What staff asked for when they returned it; empty otherwise. */
  @column()
  declare returnReason: string

  get state(): StoryState {
    if (this.isPublished) return 'published'
    return this.returnedAt ? 'returned' : 'waiting'
  }

  /** Of its page. */
  get path(): string {
    return `/success-stories/${this.slug}/`
  }
}

dropTagsAfterCommit(Story, () => [STORIES_TAG])
