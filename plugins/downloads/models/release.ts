import { compose } from '@adonisjs/core/helpers'
import { afterSave, beforeDelete, beforeSave, belongsTo, column, hasMany } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { DateTime } from 'luxon'
import type { MarkupType } from '@pydotorg/platform/markup'
import { ContentManageable, markup, PlatformModel, Publishable, Sluggable } from '@pydotorg/platform/models'
import Branch from '#models/branch'
import ReleaseFile from '#models/release_file'
import { branchOf } from '#services/python_version'
import { publishedRelease, tellNews } from '#services/release_news'

/** Python 1, 2, 3, or the install manager for Windows: the numbers of python.org's API. */
export const RELEASE_VERSIONS = [1, 2, 3, 100] as const

/** python.org's number for the install manager. */
export const INSTALL_MANAGER = 100

/** First half of the key of an advisory lock, the version being the other; any number that nothing else uses. */
const LATEST_LOCK = 71_290_301

/**
 * Tells that releases go, when they go all at once and no hook runs.
 *
 * @param releases - as they still are
 * @param trx - in which they go
 */
export async function tellOfRemovals(releases: readonly Release[], trx?: TransactionClientContract): Promise<void> {
  const news = releases.map((release) => {
    const { id, isPublished: wasPublished } = release
    return { id, what: 'removed', wasPublished, release: publishedRelease(release) } as const
  })
  await tellNews(news, trx)
}

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

  /** Whether everybody saw it before it was saved; a saved row no longer knows. */
  wasPublished = false

  @beforeSave()
  static rememberBefore(release: Release): void {
    release.wasPublished = release.$isPersisted && release.$original.isPublished === true
  }

  /** Its series is told by its name, unless somebody has chosen another one. */
  @beforeSave()
  static async findBranch(release: Release): Promise<void> {
    const series = branchOf(release.name)
    if (series === '' || release.branchId || release.$dirty.name === undefined) return
    const branch = await Branch.query({ client: release.$trx }).where('name', series).first()
    release.branchId = branch?.id ?? null
  }

  @afterSave()
  static async tellOfSave({ id, wasPublished, $trx }: Release): Promise<void> {
    await tellNews([{ id, what: 'saved', wasPublished }], $trx)
  }

  @beforeDelete()
  static async tellOfRemoval(release: Release): Promise<void> {
    await tellOfRemovals([release], release.$trx)
  }

  /** Two that become the latest at the same time wait for each other, or each would miss the other. */
  @beforeSave()
  static async queueForLatest({ isLatest, version, $trx }: Release): Promise<void> {
    if (isLatest && $trx) await $trx.rawQuery('select pg_advisory_xact_lock(?, ?)', [LATEST_LOCK, version])
  }

  /** Behaviour kept from python.org: there is one latest release of each version, the one saved last as such. */
  @afterSave()
  static async demoteFormerLatest(release: Release): Promise<void> {
    if (!release.isLatest) return
    const former = await Release.query({ client: release.$trx })
      .where('version', release.version)
      .where('is_latest', true)
      .whereNot('id', release.id)
      .select('id')
    if (former.length === 0) return
    const ids = former.map(({ id }) => id)
    await Release.query({ client: release.$trx }).whereIn('id', ids).update({ is_latest: false })
    await tellNews(
      ids.map((id) => ({ id, what: 'saved' })),
      release.$trx
    )
  }
}
