import { column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { DateTime } from 'luxon'
import { PlatformModel } from '@pydotorg/platform/models'
import Release from '#models/release'

/** Where a branch stands in its life, in the words of the release schedules. */
export type BranchStatus = 'planned' | 'feature' | 'prerelease' | 'bugfix' | 'security' | 'end-of-life'

/** A series such as 3.14, with its schedule. */
export default class Branch extends PlatformModel {
  static override table = 'downloads_branches'

  /** major.minor */
  @column()
  declare name: string

  @column()
  declare status: BranchStatus

  /** Number of the PEP with the schedule. */
  @column()
  declare pep: number | null

  @column()
  declare releaseManager: string

  @column.date()
  declare startOfDevelopment: DateTime | null

  @column.date()
  declare featureFreeze: DateTime | null

  /** Of the final x.y.0, planned or past. */
  @column.date()
  declare firstRelease: DateTime | null

  @column.date()
  declare endOfBugfix: DateTime | null

  @column.date()
  declare endOfLife: DateTime | null

  @hasMany(() => Release)
  declare releases: HasMany<typeof Release>
}
