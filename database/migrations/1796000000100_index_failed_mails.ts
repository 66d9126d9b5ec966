import { BaseSchema } from '@adonisjs/lucid/schema'

/* The dashboard of staff counts those that failed each time that it is opened. */
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw("create index mails_failed_index on mails (created_at) where state = 'failed'")
  }

  override async down(): Promise<void> {
    this.schema.raw('drop index mails_failed_index')
  }
}
