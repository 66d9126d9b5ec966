import { BaseSchema } from '@adonisjs/lucid/schema'
import { markupColumns, platformColumns, sluggableColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('companies_companies', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      markupColumns(table, 'about')
      table.string('contact', 100).nullable()
      table.string('email', 254).nullable()
      table.string('url', 500).nullable()
    })
    // Below are python.org's own ids, which imports bring; rows made here never take one of them.
    this.schema.raw('alter table companies_companies alter column id set start with 100001 restart')
  }

  override async down() {
    this.schema.dropTable('companies_companies')
  }
}
