import { BaseSchema } from '@adonisjs/lucid/schema'
import { contentManageableColumns, markupColumns, platformColumns, sluggableColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('code_samples_samples', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      contentManageableColumns(table)
      table.string('description', 300).notNullable()
      table.text('code').notNullable()
      table.text('output').notNullable().defaultTo('')
      markupColumns(table, 'copy')
      table.boolean('is_published').notNullable().defaultTo(false)
      table.integer('position').notNullable()
      table.foreign('creator_id').references('users.id').onDelete('SET NULL')
      table.foreign('last_modified_by_id').references('users.id').onDelete('SET NULL')
      table.index(['is_published', 'position', 'id'])
    })
    // Below are python.org's own ids, which imports bring; rows made here never take one of them.
    this.schema.raw('alter table code_samples_samples alter column id set start with 100001 restart')
  }

  override async down() {
    this.schema.dropTable('code_samples_samples')
  }
}
