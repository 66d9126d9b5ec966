import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Every mail of the site, from when it is queued (docs/mail.md): what became of it, and whom mails may no longer go to.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('mails', (table) => {
      table.specificType('id', 'bigint generated always as identity').primary()
      table.text('message_id').notNullable().unique().comment('of the header; the same for each attempt')
      table.text('template').comment('e.g. accounts.confirm_email; null for one without')
      table.text('list').comment('of bulk mail; null for a mail to one person about their own doings')
      table.text('subject').notNullable()
      table.text('recipient').notNullable().comment('the first one')
      table.specificType('recipients', 'text[]').notNullable().comment('everybody it goes to, in lower case')
      table.integer('user_id').references('users.id').onDelete('CASCADE')
      table.text('state').notNullable().defaultTo('queued')
      table.text('mailer').comment('asked for by the sender; null for the configured ones in their order')
      table.text('provider').comment('that took it')
      table.text('provider_message_id')
      table.text('error').comment('of the last attempt that failed')
      table.integer('attempts').notNullable().defaultTo(0)
      table.boolean('is_secret').notNullable().defaultTo(false)
      table.text('sealed_message').comment('encrypted; null once it is no longer kept')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('sent_at', { useTz: true })
      table.timestamp('settled_at', { useTz: true }).comment('when it got the state it has, unless that is queued')
      table.check(`state in ('${STATES.join("', '")}')`, {}, 'mails_state_check')
      table.index(['user_id'])
      table.index(['state', 'id'])
      table.index(['template', 'id'])
      table.index(['created_at'])
      table.index(['provider_message_id'])
    })
    this.schema.raw('create index mails_recipients_index on mails using gin (recipients)')
    this.schema.raw('create index mails_recipient_index on mails (lower(recipient) text_pattern_ops, id)')
    this.schema.raw('create index mails_with_text_index on mails (created_at) where sealed_message is not null')

    this.schema.createTable('mail_attempts', (table) => {
      table.specificType('id', 'bigint generated always as identity').primary()
      table.bigInteger('mail_id').notNullable().references('mails.id').onDelete('CASCADE')
      table.text('provider').notNullable()
      table.text('outcome').notNullable()
      table.text('error')
      table.integer('duration').notNullable().comment('in milliseconds')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check("outcome in ('sent', 'refused', 'failed')", {}, 'mail_attempts_outcome_check')
      table.index(['mail_id', 'id'])
      table.index(['at'])
    })

    this.schema.createTable('mail_suppressions', (table) => {
      table.text('address').primary().comment('in lower case')
      table.text('reason').notNullable()
      table.text('provider').notNullable()
      table.text('detail').notNullable().defaultTo('')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check("reason in ('bounced', 'complained')", {}, 'mail_suppressions_reason_check')
      table.index(['created_at'])
    })

    this.schema.createTable('mail_unsubscriptions', (table) => {
      table.text('address').notNullable().comment('in lower case')
      table.text('list').notNullable()
      table.text('way').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['address', 'list'])
      table.check("way in ('page', 'one_click')", {}, 'mail_unsubscriptions_way_check')
    })

    this.schema.createTable('mail_notices', (table) => {
      table.comment('what providers told us, so that one that is told twice counts once')
      table.text('provider').notNullable()
      table.text('key').notNullable()
      table.timestamp('received_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['provider', 'key'])
      table.index(['received_at'])
    })
  }

  override async down(): Promise<void> {
    for (const table of ['mail_notices', 'mail_unsubscriptions', 'mail_suppressions', 'mail_attempts', 'mails']) {
      this.schema.dropTable(table)
    }
  }
}

const STATES = ['queued', 'sent', 'failed', 'bounced', 'complained', 'suppressed']
