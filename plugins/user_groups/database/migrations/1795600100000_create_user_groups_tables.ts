import { BaseSchema } from '@adonisjs/lucid/schema'
import { platformColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('user_groups_groups', (table) => {
      platformColumns(table)
      table.string('name', 255).notNullable()
      table.string('location', 255).notNullable().defaultTo('')
      table.string('url', 500).notNullable()
      table.text('url_type').notNullable().defaultTo('other')
      table.date('start_date').nullable()
      table.boolean('approved').notNullable().defaultTo(false)
      table.boolean('trusted').notNullable().defaultTo(false)
      table.integer('creator_id').nullable().references('users.id').onDelete('SET NULL').index()
      table.check(`url_type in ('meetup', 'distribution_list', 'other')`, [], 'user_groups_groups_url_type_check')
    })
    // One entry for a group, however its address is written.
    this.schema.raw(`create unique index user_groups_groups_url_unique on user_groups_groups (lower(rtrim(url, '/')))`)
  }

  override async down() {
    this.schema.dropTable('user_groups_groups')
  }
}
