import { column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'
import { PlatformModel } from '@pydotorg/platform/models'
import type { BannerTarget, BannerType } from '#services/banner_kinds'

/** A word to everybody who reads pages, or to every program that asks the API. */
export default class Banner extends PlatformModel {
  static override table = 'banners_banners'

  /** What staff call it; unique. */
  @column()
  declare name: string

  @column()
  declare title: string

  @column()
  declare message: string

  /** A path of this site or an https address. */
  @column()
  declare link: string | null

  /** `Learn more` without it. */
  @column()
  declare linkText: string | null

  @column()
  declare bannerType: BannerType

  @column()
  declare target: BannerTarget

  /** First parts of the paths where it is shown; everywhere when there are none. */
  @column()
  declare paths: string[]

  @column()
  declare isActive: boolean

  @column()
  declare isDismissible: boolean

  /** Shown to both targets. */
  @column()
  declare isSitewide: boolean

  /** First day, UTC. */
  @column.date()
  declare startDate: DateTime | null

  /** Last day, UTC. */
  @column.date()
  declare endDate: DateTime | null
}
