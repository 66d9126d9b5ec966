import { compose } from '@adonisjs/core/helpers'
import { beforeDelete, hasMany } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import { ContentManageable, PlatformModel, Sluggable } from '@pydotorg/platform/models'
import ReleaseFile from '#models/release_file'
import { tellNews } from '#services/release_news'

/**
 * With a system go its files, so releases change.
 *
 * @param systems - that are about to go
 * @param trx - in which they go
 */
export async function tellOfSystemRemovals(
  systems: readonly OperatingSystem[],
  trx?: TransactionClientContract
): Promise<void> {
  const ids = systems.map(({ id }) => id)
  const query = ReleaseFile.query(trx ? { client: trx } : {})
  const files = await query.whereIn('operating_system_id', ids).distinct('release_id')
  const news = files.map(({ releaseId }) => ({ id: releaseId, what: 'files' }) as const)
  await tellNews(news, trx)
}

/** What a file is for: `windows`, `macos`, `android`, `ios`, or `source`. */
export default class OperatingSystem extends compose(PlatformModel, Sluggable, ContentManageable) {
  static override table = 'downloads_operating_systems'

  @hasMany(() => ReleaseFile)
  declare files: HasMany<typeof ReleaseFile>

  @beforeDelete()
  static async tellOfRemoval(system: OperatingSystem): Promise<void> {
    await tellOfSystemRemovals([system], system.$trx)
  }
}
