import { BaseSchema } from '@adonisjs/lucid/schema'
import { platformColumns } from '@pydotorg/platform/database'

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('downloads_imports', (table) => {
      platformColumns(table)
      table.text('source').notNullable().index().comment('address, absolute path of a file, or seed')
      table.string('state', 20).notNullable().defaultTo('running')
      table.string('kind', 20).nullable().comment('kind of rows being taken in; those before it are in')
      table.string('kind_hash', 64).nullable().comment('SHA-256 of what the source gave for this kind')
      table.integer('position').notNullable().defaultTo(0).comment('rows of this kind that are done with')
      table.jsonb('counts').notNullable().defaultTo('{}')
      table.text('stopped_by').nullable().comment('why it did not finish')
      table.timestamp('finished_at', { useTz: true }).nullable()
      table.check(`state in ('running', 'stopped', 'abandoned', 'finished')`, [], 'downloads_imports_state')
    })

    this.schema.createTable('downloads_import_problems', (table) => {
      platformColumns(table)
      table.integer('import_id').notNullable().references('downloads_imports.id').onDelete('CASCADE').index()
      table.string('kind', 20).notNullable()
      table.string('outcome', 20).notNullable()
      table.integer('index').notNullable().comment('of the row among those of its kind, from 0')
      table.integer('line').nullable().comment('in the file, from 1')
      table.text('label').notNullable().comment('id and name as far as known')
      table.text('reason').notNullable()
      table.check(`outcome in ('failed', 'skipped', 'changed')`, [], 'downloads_import_problems_outcome')
    })

    this.schema.createTable('downloads_seeded_rows', (table) => {
      table.string('kind', 20).notNullable()
      table.string('key', 200).notNullable().comment('slug or name of a row of the seed')
      table.boolean('made').notNullable().comment('false: the row was here before the seed')
      table.primary(['kind', 'key'])
    })
  }

  override async down() {
    this.schema.dropTable('downloads_seeded_rows')
    this.schema.dropTable('downloads_import_problems')
    this.schema.dropTable('downloads_imports')
  }
}
