import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| What stands beside the queues (docs/jobs.md): jobs on their way into them, jobs that wait for their plugin, and when
| schedules are due. The queues themselves are BullMQ's, in Redis or in the schema `bullmq`.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('job_outbox', (table) => {
      table.specificType('position', 'bigint generated always as identity').primary()
      table.uuid('id').notNullable().unique()
      table.text('queue').notNullable()
      table.text('job').notNullable()
      table.jsonb('payload').notNullable()
      table.jsonb('options').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
    })
    this.schema.raw(ANNOUNCE)

    this.schema.createTable('job_held', (table) => {
      table.text('queue').notNullable()
      table.text('id').notNullable()
      table.text('job').notNullable()
      table.text('reason').notNullable()
      table.timestamp('held_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['queue', 'id'])
      table.check("reason in ('off', 'unknown')", {}, 'job_held_reason_check')
      table.index(['job'])
    })

    this.schema.createTable('job_schedules', (table) => {
      table.text('name').primary()
      table.text('cron').comment('what operators decided; null: as the plugin declares it')
      table.text('time_zone')
      table.boolean('paused').notNullable().defaultTo(false)
      table.text('reckoned_by').notNullable().comment('cron and zone that next_due_at was reckoned by')
      table.timestamp('next_due_at', { useTz: true }).notNullable()
      table.timestamp('last_due_at', { useTz: true })
      table.timestamp('last_fired_at', { useTz: true })
      table.index(['next_due_at'])
    })
  }

  override async down(): Promise<void> {
    this.schema.dropTable('job_schedules')
    this.schema.dropTable('job_held')
    this.schema.dropTable('job_outbox')
    this.schema.raw('drop function job_outbox_announce()')
  }
}

/* Heard when the transaction commits, once for however many jobs it left. */
const ANNOUNCE = `
create function job_outbox_announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('pydotorg_jobs', '');
  return null;
end $$;
create trigger job_outbox_announce after insert on job_outbox
  for each statement execute function job_outbox_announce()`
