import { compose } from '@adonisjs/core/helpers'
import { column } from '@adonisjs/lucid/orm'
import { dropTagsAfterCommit } from '@pydotorg/platform/cache'
import type { MarkupType } from '@pydotorg/platform/markup'
import { ContentManageable, markup, PlatformModel } from '@pydotorg/platform/models'

/** What is kept of boxes, and of pages that show some, has this tag. */
export const BOXES_TAG = 'boxes'

/** A piece of text with a label. */
export default class Box extends compose(PlatformModel, ContentManageable) {
  static override table = 'boxes_boxes'

  /** A slug, by which templates ask for it. */
  @column()
  declare label: string

  @markup()
  declare content: string

  @column()
  declare contentMarkupType: MarkupType

  @column()
  declare contentRendered: string

  /** Which program wrote it last, and will write it again; null for one that staff keep. */
  @column()
  declare generatedBy: string | null
}

dropTagsAfterCommit(Box, () => [BOXES_TAG])
