import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Fragments that processes share when CACHE_STORE=database. All of it can be made anew, so the table is unlogged: no
| write-ahead log, and after a crash it is empty.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw(`
      create unlogged table cache_entries (
        prefix text not null,
        key text not null,
        value text not null,
        expires_at timestamptz not null,
        primary key (prefix, key)
      )`)
    this.schema.raw('create index cache_entries_expires_at_index on cache_entries (expires_at)')
  }

  override async down(): Promise<void> {
    this.schema.dropTable('cache_entries')
  }
}
