import { column } from '@adonisjs/lucid/orm'
import { PlatformModel } from '@pydotorg/platform/models'
import type { RecordKind } from '#services/import/catalogue_records'

/** A row that an import did not take in, or not as it was. */
export default class CatalogueImportProblem extends PlatformModel {
  static override table = 'downloads_import_problems'

  @column()
  declare importId: number

  @column()
  declare kind: RecordKind

  /** `failed`: should be in. `skipped`: need not be. `changed`: is in, but not as the source has it. */
  @column()
  declare outcome: 'failed' | 'skipped' | 'changed'

  /** Among the rows of its kind, from 0. */
  @column()
  declare index: number

  /** In the file, from 1. */
  @column()
  declare line: number | null

  /** Id and name of the row as far as known. */
  @column()
  declare label: string

  @column()
  declare reason: string
}
