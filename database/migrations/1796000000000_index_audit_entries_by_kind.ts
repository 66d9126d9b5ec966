import { BaseSchema } from '@adonisjs/lucid/schema'

/* The newest entries about a kind of thing, for who looks after those; the other index is in the order of their ids. */
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw('create index audit_entries_kind_id_index on audit_entries (subject_type, id)')
  }

  override async down(): Promise<void> {
    this.schema.raw('drop index audit_entries_kind_id_index')
  }
}
