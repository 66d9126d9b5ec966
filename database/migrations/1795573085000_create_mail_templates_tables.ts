import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| What staff wrote in the place of a plugin's mail, and every version of it. Versions stay when the override is removed:
| the log says who changed something, and they say what it was. They are bounded by the application.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('mail_template_overrides', (table) => {
      table.text('key').primary()
      table.text('subject').notNullable()
      table.text('html').notNullable()
      table.text('text').nullable().comment('null: made of the HTML')
      table.boolean('is_active').notNullable().defaultTo(true)
      table.integer('version').notNullable()
      table.text('changed_by').notNullable()
      table.timestamp('changed_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.text('failure').nullable().comment('why it could not be sent, since the last change')
      table.timestamp('failed_at', { useTz: true }).nullable()
      table.check('length(key) between 3 and 200', {}, 'mail_template_overrides_key_check')
    })

    this.schema.createTable('mail_template_versions', (table) => {
      table.text('key').notNullable()
      table.integer('version').notNullable()
      table.text('subject').notNullable()
      table.text('html').notNullable()
      table.text('text').nullable()
      table.text('saved_by').notNullable()
      table.timestamp('saved_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['key', 'version'])
    })
  }

  override async down(): Promise<void> {
    this.schema.dropTable('mail_template_versions')
    this.schema.dropTable('mail_template_overrides')
  }
}
