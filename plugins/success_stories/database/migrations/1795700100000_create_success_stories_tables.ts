import { BaseSchema } from '@adonisjs/lucid/schema'
import { contentManageableColumns, markupColumns, platformColumns, sluggableColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('success_stories_categories', (table) => {
      platformColumns(table)
      sluggableColumns(table)
    })

    this.schema.createTable('success_stories_stories', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      contentManageableColumns(table)
      table.string('company_name', 500).notNullable()
      table.string('company_url', 500).notNullable()
      table.integer('company_id').nullable().comment('id of a company; they are another domain, so no foreign key')
      table
        .integer('category_id')
        .notNullable()
        .references('success_stories_categories.id')
        .onUpdate('CASCADE')
        .onDelete('RESTRICT')
        .comment('a category goes when its stories have moved: none is lost by the way')
      table.string('author', 500).notNullable()
      table.string('author_email', 100).nullable()
      table.text('pull_quote').notNullable()
      markupColumns(table, 'content')
      table.boolean('is_published').notNullable().defaultTo(false)
      table.timestamp('published_at', { useTz: true }).nullable().comment('for the first time')
      table.boolean('featured').notNullable().defaultTo(false)
      table.timestamp('featured_at', { useTz: true }).nullable()
      table.integer('submitted_by_id').nullable().references('users.id').onDelete('SET NULL').index()
      table.timestamp('returned_at', { useTz: true }).nullable().comment('staff asked for something else')
      table.text('return_reason').notNullable().defaultTo('')
      table.index(['category_id', 'is_published', 'published_at'])
      table.index(['is_published', 'published_at'])
      table.check('not is_published or published_at is not null', [], 'success_stories_stories_published_check')
      table.check('not is_published or returned_at is null', [], 'success_stories_stories_returned_check')
    })
    // Below are python.org's own ids, which imports bring; rows made here never take one of them.
    for (const table of ['success_stories_categories', 'success_stories_stories']) {
      this.schema.raw(`alter table ${table} alter column id set start with 100001 restart`)
    }
  }

  override async down() {
    this.schema.dropTable('success_stories_stories')
    this.schema.dropTable('success_stories_categories')
  }
}
