import { BaseSchema } from '@adonisjs/lucid/schema'
import { markupColumns, platformColumns } from '@pydotorg/platform/database'

/* Ids of our own boxes start at 100001, so that python.org's stay free for an import. */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('boxes_boxes', (table) => {
      platformColumns(table)
      for (const person of ['creator_id', 'last_modified_by_id']) {
        table.integer(person).nullable().references('users.id').onDelete('SET NULL').index()
      }
      table.string('label', 100).notNullable().unique()
      markupColumns(table, 'content')
    })
    this.schema.raw('alter table boxes_boxes alter column id set start with 100001 restart')
  }

  override async down() {
    this.schema.dropTable('boxes_boxes')
  }
}
