import { compose } from '@adonisjs/core/helpers'
import { column } from '@adonisjs/lucid/orm'
import { dropTagsAfterCommit } from '@pydotorg/platform/cache'
import type { MarkupType } from '@pydotorg/platform/markup'
import { ContentManageable, markup, PlatformModel, Publishable, Sluggable } from '@pydotorg/platform/models'

/** What is kept of pages that show samples has this tag. */
export const SAMPLES_TAG = 'code_samples:samples'

/** A few lines of Python that show what it looks like. `name` is its title. */
export default class CodeSample extends compose(PlatformModel, Sluggable, Publishable, ContentManageable) {
  static override table = 'code_samples_samples'

  /** One sentence for lists and search engines. */
  @column()
  declare description: string

  /** A session at the prompt, with what was answered, or a program. */
  @column()
  declare code: string

  /** What a program prints; empty for a session, whose answers stand in it. */
  @column()
  declare output: string

  /** What there is to say about it. */
  @markup()
  declare copy: string

  @column()
  declare copyMarkupType: MarkupType

  @column()
  declare copyRendered: string

  /** Smaller comes first; the first five published stand on the home page. */
  @column()
  declare position: number
}

dropTagsAfterCommit(CodeSample, () => [SAMPLES_TAG])
