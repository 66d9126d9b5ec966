import { compose } from '@adonisjs/core/helpers'
import { column } from '@adonisjs/lucid/orm'
import type { MarkupType } from '@pydotorg/platform/markup'
import { markup, PlatformModel, Publishable, Sluggable } from '@pydotorg/platform/models'

export default class Entry extends compose(PlatformModel, Sluggable, Publishable) {
  static override table = 'samples_entries'

  @markup()
  declare content: string

  @column()
  declare contentMarkupType: MarkupType

  @column()
  declare contentRendered: string
}
