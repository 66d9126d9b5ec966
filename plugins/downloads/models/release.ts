import { compose } from '@adonisjs/core/helpers'
import { afterSave, belongsTo, column, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { DateTime } from 'luxon'
import type { MarkupType } from '@pydotorg/platform/markup'
import { ContentManageable, markup, PlatformModel, Publishable, Sluggable } from '@pydotorg/platform/models'
import Branch from '#models/branch'
import ReleaseFile from '#models/release_file'

/** Python 1, 2, 3, or the install manager for Windows: the numbers of python.org's API. */
export const RELEASE_VERSIONS = [1, 2, 3, 100] as const

/** python.org's number for the install manager. */
export const INSTALL_MANAGER = 100

/** A release of Python, named as on python.org: `Python 3.14.0rc2`. */
export default class Release extends compose(PlatformModel, Sluggable, ContentManageable, Publishable) {
  static override table = 'downloads_releases'

  @column()
  declare branchId: number | null

  /** One of RELEASE_VERSIONS. */
  @column()
  declare version: number

  /** True for one release of each `version`. */
  @column()
  declare isLatest: boolean

  @column()
  declare preRelease: boolean

  @column()
  declare showOnDownloadPage: boolean

  @column.dateTime()
  declare releaseDate: DateTime

  /** Id of a CMS page that tells of the release. */
  @column()
  declare releasePageId: number | null

  @column()
  declare releaseNotesUrl: string

  @markup()
  declare content: string

  @column()
  declare contentMarkupType: MarkupType

  @column()
  declare contentRendered: string

  @belongsTo(() => Branch)
  declare branch: BelongsTo<typeof Branch>

  @hasMany(() => ReleaseFile)
  declare files: HasMany<typeof ReleaseFile>

  /** Behaviour kept from python.org: there is one latest release of each version, the one saved last as such. */
  @afterSave()
  static async demoteFormerLatest(release: Release): Promise<void> {
    if (!release.isLatest) return
    await Release.query({ client: release.$trx })
      .where('version', release.version)
      .where('is_latest', true)
      .whereNot('id', release.id)
      .update({ is_latest: false })
  }
}
