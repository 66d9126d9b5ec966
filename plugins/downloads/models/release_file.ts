import { compose } from '@adonisjs/core/helpers'
import { afterDelete, afterSave, beforeSave, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { ContentManageable, PlatformModel, Sluggable } from '@pydotorg/platform/models'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import { tellNews } from '#services/release_news'

/** A file to download: an installer, an archive of the source, a help file. */
export default class ReleaseFile extends compose(PlatformModel, Sluggable, ContentManageable) {
  static override table = 'downloads_release_files'

  @column()
  declare operatingSystemId: number

  @column()
  declare releaseId: number

  @column()
  declare description: string

  @column()
  declare isSource: boolean

  /** True for the file that the big button of its system offers; one for each release and system. */
  @column()
  declare downloadButton: boolean

  @column()
  declare url: string

  @column()
  declare gpgSignatureFile: string

  @column()
  declare sigstoreSignatureFile: string

  @column()
  declare sigstoreCertFile: string

  @column()
  declare sigstoreBundleFile: string

  @column({ columnName: 'sbom_spdx2_file' })
  declare sbomSpdx2File: string

  @column({ columnName: 'md5_sum' })
  declare md5Sum: string

  @column({ columnName: 'sha256_sum' })
  declare sha256Sum: string

  /** Bytes; 0 when unknown. */
  @column()
  declare filesize: number

  @belongsTo(() => OperatingSystem)
  declare operatingSystem: BelongsTo<typeof OperatingSystem>

  @belongsTo(() => Release)
  declare release: BelongsTo<typeof Release>

  /** A file that moves to another release changes both. */
  @beforeSave()
  static async tellFormerRelease({ $isPersisted, $original, $trx, releaseId }: ReleaseFile): Promise<void> {
    if ($isPersisted && $original.releaseId !== releaseId)
      await tellNews([{ id: $original.releaseId, what: 'files' }], $trx)
  }

  @afterSave()
  @afterDelete()
  static async tellRelease({ releaseId, $trx }: ReleaseFile): Promise<void> {
    await tellNews([{ id: releaseId, what: 'files' }], $trx)
  }
}
