import { beforeSave, column, hasMany, scope } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import { compose } from '@adonisjs/core/helpers'
import type { DateTime } from 'luxon'
import { renderTrustedMarkup, type TrustedMarkupType } from '@pydotorg/platform/markup'
import { ContentManageable, PlatformModel } from '@pydotorg/platform/models'
import Revision from '#models/revision'
import { VISIBLE } from '#services/visibility'

/** A page that staff write, at a path of the site that no route answers. */
export default class Page extends compose(PlatformModel, ContentManageable) {
  static override table = 'pages_pages'

  static visible = scope((query) => {
    query.whereRaw(VISIBLE)
  })

  @column()
  declare title: string

  /** Separated by commas. */
  @column()
  declare keywords: string

  @column()
  declare description: string

  /** Without slashes at its ends, e.g. `about/apps`. */
  @column()
  declare path: string

  @column()
  declare content: string

  @column()
  declare contentMarkupType: TrustedMarkupType

  @column()
  declare contentRendered: string

  /** False for a draft. Whether visitors see a published page also depends on the two moments below. */
  @column()
  declare isPublished: boolean

  @column.dateTime()
  declare publishAt: DateTime | null

  @column.dateTime()
  declare unpublishAt: DateTime | null

  /** Of the answer. */
  @column()
  declare contentType: string

  /** By python.org's names; empty for the usual one. */
  @column()
  declare templateName: string

  /** Number of the newest revision. Whoever saves says which one they began with. */
  @column()
  declare version: number

  @hasMany(() => Revision)
  declare revisions: HasMany<typeof Revision>

  /** What was taken out of the content when it was saved last, in this process: for the author to read. */
  removed: readonly string[] = []

  /** Where visitors find it. */
  get href(): string {
    return `/${this.path}/`
  }

  @beforeSave()
  static async renderContent(page: Page): Promise<void> {
    if (page.$isPersisted && !('content' in page.$dirty) && !('contentMarkupType' in page.$dirty)) return
    page.content ??= ''
    page.contentMarkupType ??= 'restructuredtext'
    const { html, removed } = await renderTrustedMarkup(page.content, page.contentMarkupType)
    page.contentRendered = html
    page.removed = removed
  }
}
