import { column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { DateTime } from 'luxon'
import { PlatformModel } from '@pydotorg/platform/models'
import CatalogueImportProblem from '#models/catalogue_import_problem'
import type { RecordKind } from '#services/import/catalogue_records'

/** What became of the rows of one kind. */
export interface RowCounts {
  created: number
  updated: number
  unchanged: number
  skipped: number
  failed: number
}

/**
 * One import into the catalogue: what it read, how far it came, what came of it. An import that did not finish goes on
 * from `kind` and `position`.
 */
export default class CatalogueImport extends PlatformModel {
  static override table = 'downloads_imports'

  /** Address, absolute path of a file, or `seed`. */
  @column()
  declare source: string

  /** `running` is also what a killed import leaves behind. */
  @column()
  declare state: 'running' | 'stopped' | 'abandoned' | 'finished'

  /** Being taken in; the kinds before it are in. */
  @column()
  declare kind: RecordKind | null

  /** SHA-256 of what the source gave for `kind`. */
  @column()
  declare kindHash: string | null

  /** Rows of `kind` that are done with. */
  @column()
  declare position: number

  @column({ prepare: (counts: unknown) => JSON.stringify(counts) })
  declare counts: Partial<Record<RecordKind, RowCounts>>

  /** Why it did not finish. */
  @column()
  declare stoppedBy: string | null

  @column.dateTime()
  declare finishedAt: DateTime | null

  @hasMany(() => CatalogueImportProblem, { foreignKey: 'importId' })
  declare problems: HasMany<typeof CatalogueImportProblem>
}
