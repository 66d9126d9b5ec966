import { BaseSchema } from '@adonisjs/lucid/schema'

/* What staff decided about the sections of the home page; one without a row stands where its weight puts it. */
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('home_sections', (table) => {
      table.text('key').primary()
      table.integer('position').nullable().comment('null: its weight decides')
      table.boolean('is_hidden').notNullable().defaultTo(false)
      table.check('length(key) between 1 and 200', {}, 'home_sections_key_check')
    })
  }

  override async down(): Promise<void> {
    this.schema.dropTable('home_sections')
  }
}
