import { column } from '@adonisjs/lucid/orm'
import type { MenuName } from '@pydotorg/platform/contributions'
import { PlatformModel } from '@pydotorg/platform/models'

/** What staff decided about an entry of a menu that a plugin contributes, or an entry that they added. */
export default class Entry extends PlatformModel {
  static override table = 'navigation_entries'

  @column()
  declare menu: MenuName

  /** The contribution's key; of an own entry `navigation.<id>`. It stays when the contributing plugin goes. */
  @column()
  declare key: string

  /** Null leaves what the plugin says. */
  @column()
  declare title: string | null

  /** A path of this site or an https address; null for an entry that a plugin contributes. */
  @column()
  declare href: string | null

  /** Null leaves what the plugin says. */
  @column()
  declare summary: string | null

  /** Key of the entry above it; null on the first level, and where `position` is null. */
  @column()
  declare parentKey: string | null

  /** Smaller comes first; null leaves it where the plugin put it. */
  @column()
  declare position: number | null

  @column()
  declare isHidden: boolean
}
