import { BaseSchema } from '@adonisjs/lucid/schema'
import { platformColumns } from '@pydotorg/platform/database'

/** Files of pages. An import may give a page that was made here the id that it has at python.org: revisions follow. */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('pages_revisions', (table) => {
      table.dropForeign('page_id')
      table.foreign('page_id').references('pages_pages.id').onDelete('CASCADE').onUpdate('CASCADE')
    })
    for (const [name, file] of [
      ['pages_images', 'media_images'],
      ['pages_documents', 'media_documents'],
    ] as const) {
      this.schema.createTable(name, (table) => {
        platformColumns(table)
        table.integer('page_id').notNullable().references('pages_pages.id').onDelete('CASCADE').onUpdate('CASCADE')
        // No deletion by cascade: what a page shows cannot be cleaned away.
        table.integer('file_id').notNullable().references(`${file}.id`).index()
        table.unique(['page_id', 'file_id'])
      })
    }
  }

  override async down() {
    this.schema.dropTable('pages_documents')
    this.schema.dropTable('pages_images')
    this.schema.alterTable('pages_revisions', (table) => {
      table.dropForeign('page_id')
      table.foreign('page_id').references('pages_pages.id').onDelete('CASCADE')
    })
  }
}
