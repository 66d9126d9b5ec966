import { compose } from '@adonisjs/core/helpers'
import { hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import { ContentManageable, PlatformModel, Sluggable } from '@pydotorg/platform/models'
import ReleaseFile from '#models/release_file'

/** What a file is for: `windows`, `macos`, `android`, `ios`, or `source`. */
export default class OperatingSystem extends compose(PlatformModel, Sluggable, ContentManageable) {
  static override table = 'downloads_operating_systems'

  @hasMany(() => ReleaseFile)
  declare files: HasMany<typeof ReleaseFile>
}
