import { BaseSchema } from '@adonisjs/lucid/schema'
import { markupColumns, platformColumns, sluggableColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('samples_entries', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      table.boolean('is_published').notNullable().defaultTo(false).index()
      markupColumns(table, 'content')
    })
  }

  override async down() {
    this.schema.dropTable('samples_entries')
  }
}
