import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Counts of @adonisjs/limiter, as it wants them. They are worth nothing after a minute, so the table is unlogged: no
| write-ahead log for each attempt to sign in, and after a crash everybody begins anew.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw(`
      create unlogged table rate_limits (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      )`)
    this.schema.raw('create index rate_limits_expire_index on rate_limits (expire)')
  }

  override async down(): Promise<void> {
    this.schema.dropTable('rate_limits')
  }
}
