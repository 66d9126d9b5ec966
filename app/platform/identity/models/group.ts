import { column, manyToMany } from '@adonisjs/lucid/orm'
import type { ManyToMany } from '@adonisjs/lucid/types/relations'
import { PlatformModel } from '../../models/main.js'
import { User } from './user.js'

/** People who share permissions, such as "Job Board Admin". */
export class Group extends PlatformModel {
  static override table = 'groups'

  @column()
  declare name: string

  @manyToMany(() => User, { pivotTable: 'group_members' })
  declare members: ManyToMany<typeof User>
}
