import { BaseSchema } from '@adonisjs/lucid/schema'
import { announceChanges, platformColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('banners_banners', (table) => {
      platformColumns(table)
      table.string('name', 255).notNullable().unique()
      table.string('title', 500).notNullable()
      table.string('message', 2048).notNullable()
      table.string('link', 1024).nullable()
      table.string('link_text', 255).nullable()
      table.string('banner_type', 20).notNullable().defaultTo('info')
      table.string('target', 20).notNullable().defaultTo('frontend')
      table.specificType('paths', `text[] not null default '{}'`)
      table.boolean('is_active').notNullable().defaultTo(false)
      table.boolean('is_dismissible').notNullable().defaultTo(true)
      table.boolean('is_sitewide').notNullable().defaultTo(false)
      table.date('start_date').nullable()
      table.date('end_date').nullable()
      table.check(`banner_type in ('info', 'success', 'warning', 'error')`, [], 'banners_banners_banner_type_check')
      table.check(`target in ('frontend', 'api')`, [], 'banners_banners_target_check')
      table.check('end_date is null or start_date is null or end_date >= start_date', [], 'banners_banners_dates_check')
    })
    this.schema.raw(announceChanges('banners_banners'))
  }

  override async down() {
    this.schema.dropTable('banners_banners')
    this.schema.raw('drop function banners_banners_announce()')
  }
}
