import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Changes of features that are to be made later (docs/features.md). A delayed job carries each of them out; the row is
| what operators see, and what the job asks whether it is still wanted.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('feature_plans', (table) => {
      table.specificType('id', 'integer generated always as identity').primary()
      table.text('key').notNullable()
      table.text('state').notNullable()
      table.timestamp('due_at', { useTz: true }).notNullable()
      table.text('reason').notNullable()
      table.boolean('cascade').notNullable().defaultTo(false)
      table.text('who').notNullable()
      table.integer('actor_id').comment('of the account; no foreign key: it is to be read when the account is gone')
      table.text('status').notNullable().defaultTo('waiting')
      table.text('outcome')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check("state in ('on', 'off', 'maintenance')", {}, 'feature_plans_state_check')
      table.check("status in ('waiting', 'done', 'cancelled', 'refused')", {}, 'feature_plans_status_check')
      table.index(['key'])
      table.index(['status', 'due_at'])
    })
  }

  override async down(): Promise<void> {
    this.schema.dropTable('feature_plans')
  }
}
