import { BaseSchema } from '@adonisjs/lucid/schema'
import { platformColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('admin_saved_filters', (table) => {
      platformColumns(table)
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('resource', 100).notNullable()
      table.string('name', 60).notNullable()
      table.string('search', 2000).notNullable()
      table.unique(['user_id', 'resource', 'name'])
    })
  }

  override async down() {
    this.schema.dropTable('admin_saved_filters')
  }
}
