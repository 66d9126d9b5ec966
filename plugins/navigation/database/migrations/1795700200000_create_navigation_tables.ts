import { BaseSchema } from '@adonisjs/lucid/schema'
import { announceChanges, platformColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('navigation_entries', (table) => {
      platformColumns(table)
      table.string('menu', 20).notNullable()
      table.string('key', 200).notNullable()
      table.string('title', 200).nullable()
      table.string('href', 1000).nullable()
      table.string('summary', 300).nullable()
      table.string('parent_key', 200).nullable()
      table.integer('position').nullable()
      table.boolean('is_hidden').notNullable().defaultTo(false)
      table.unique(['menu', 'key'])
      table.check(`menu in ('main', 'footer', 'account', 'guest')`, [], 'navigation_entries_menu_check')
      // What staff added has a title and a place of its own; what a plugin contributes has both without them.
      table.check(
        'href is null or (title is not null and position is not null)',
        [],
        'navigation_entries_own_entry_check'
      )
      table.check('parent_key is null or position is not null', [], 'navigation_entries_place_check')
    })
    // Items of python.org's menus keep their ids; what staff add here stays clear of them.
    this.schema.raw('alter table navigation_entries alter column id restart with 100001')
    this.schema.raw(announceChanges('navigation_entries'))
  }

  override async down() {
    this.schema.dropTable('navigation_entries')
    this.schema.raw('drop function navigation_entries_announce()')
  }
}
