import { BaseSchema } from '@adonisjs/lucid/schema'
import { platformColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('pages_pages', (table) => {
      platformColumns(table)
      table.string('title', 500).notNullable()
      table.string('keywords', 1000).notNullable().defaultTo('')
      table.text('description').notNullable().defaultTo('')
      table.string('path', 500).notNullable().unique()
      table.text('content').notNullable().defaultTo('')
      // As on python.org, whose API makes pages without naming a language.
      table.string('content_markup_type', 30).notNullable().defaultTo('restructuredtext')
      table.text('content_rendered').notNullable().defaultTo('')
      table.boolean('is_published').notNullable().defaultTo(true)
      table.timestamp('publish_at').nullable()
      table.timestamp('unpublish_at').nullable()
      table.string('content_type', 150).notNullable().defaultTo('text/html')
      table.string('template_name', 100).notNullable().defaultTo('')
      table.integer('version').notNullable().defaultTo(1)
      table.integer('creator_id').nullable().references('users.id').onDelete('SET NULL').index()
      table.integer('last_modified_by_id').nullable().references('users.id').onDelete('SET NULL').index()
      table.check('publish_at < unpublish_at', [], 'pages_pages_window_check')
    })
    this.schema.createTable('pages_revisions', (table) => {
      platformColumns(table)
      table.integer('page_id').notNullable().references('pages_pages.id').onDelete('CASCADE')
      table.integer('number').notNullable()
      table.jsonb('fields').notNullable()
      table.string('comment', 500).notNullable().defaultTo('')
      table.integer('author_id').nullable().references('users.id').onDelete('SET NULL').index()
      table.string('author_name', 200).notNullable()
      table.unique(['page_id', 'number'])
    })
    this.schema.createTable('pages_redirects', (table) => {
      platformColumns(table)
      table.string('old_path', 500).notNullable().unique()
      table.string('new_path', 1000).notNullable().defaultTo('')
      table.boolean('is_permanent').notNullable().defaultTo(true)
      table.string('note', 200).notNullable().defaultTo('')
      table.integer('creator_id').nullable().references('users.id').onDelete('SET NULL').index()
    })
    // Redirects that lead to one path: they are shortened when it moves, and go when it goes.
    this.schema.raw(`create index pages_redirects_target_index on pages_redirects (rtrim(new_path, '/'))`)
  }

  override async down() {
    this.schema.dropTable('pages_redirects')
    this.schema.dropTable('pages_revisions')
    this.schema.dropTable('pages_pages')
  }
}
