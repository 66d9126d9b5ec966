import { BaseSchema } from '@adonisjs/lucid/schema'
import { platformColumns } from '@pydotorg/platform/database'

/*
| What was uploaded. Who uses an image points to it by a foreign key that refuses its deletion, so nothing that a page
| shows can be cleaned away.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('media_images', (table) => {
      this.#file(table)
      table.string('fallback_format', 4).notNullable()
      table.integer('width').notNullable()
      table.integer('height').notNullable()
      table.integer('frames').notNullable().defaultTo(1)
      table.check("fallback_format in ('jpeg', 'png', 'gif', 'svg')", {}, 'media_images_fallback_format_check')
      table.check('width > 0 and height > 0 and frames > 0', {}, 'media_images_dimensions_check')
    })
    this.schema.createTable('media_documents', (table) => {
      this.#file(table)
    })
    this.schema.createTable('media_uploads', (table) => {
      platformColumns(table)
      table.string('token', 64).notNullable().unique()
      table.string('kind', 8).notNullable()
      table.string('name', 200).notNullable()
      table.string('content_type', 100).notNullable()
      table.bigInteger('byte_size').notNullable()
      table.integer('creator_id').references('users.id').onDelete('CASCADE').index()
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
      table.check("kind in ('image', 'document')", {}, 'media_uploads_kind_check')
    })
  }

  override async down(): Promise<void> {
    this.schema.dropTable('media_uploads')
    this.schema.dropTable('media_documents')
    this.schema.dropTable('media_images')
  }

  #file(table: Table): void {
    platformColumns(table)
    table.string('key', 40).notNullable().unique().comment('SHA-256 of the content, its first 160 bits')
    table.string('name', 200).notNullable()
    table.string('content_type', 100).notNullable()
    table.bigInteger('byte_size').notNullable()
    table.integer('creator_id').references('users.id').onDelete('SET NULL').index()
  }
}

type Table = Parameters<Parameters<BaseSchema['schema']['createTable']>[1]>[0]
