import { column } from '@adonisjs/lucid/orm'
import { PlatformModel } from '@pydotorg/platform/models'

/** Leads from a path that no route answers to another place. */
export default class Redirect extends PlatformModel {
  static override table = 'pages_redirects'

  /** Without a slash at its end. `/old/*` stands for `/old` and everything below, `/old/*.html` for files below. */
  @column()
  declare oldPath: string

  /** A path of this site or a whole address; empty when what was there is gone. A star in it is what that of the old path stood for. */
  @column()
  declare newPath: string

  /** 301, or 302 when it may change again. */
  @column()
  declare isPermanent: boolean

  /** Why it is there. */
  @column()
  declare note: string

  @column()
  declare creatorId: number | null
}
