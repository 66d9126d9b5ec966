import { column } from '@adonisjs/lucid/orm'
import { PlatformModel } from '@pydotorg/platform/models'

/** A search of a list that somebody keeps under a name. */
export default class SavedFilter extends PlatformModel {
  static override table = 'admin_saved_filters'

  @column()
  declare userId: number

  /** Key of the resource. */
  @column()
  declare resource: string

  @column()
  declare name: string

  /** Query string, without its `?`. */
  @column()
  declare search: string
}
