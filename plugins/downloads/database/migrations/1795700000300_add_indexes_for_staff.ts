import { BaseSchema } from '@adonisjs/lucid/schema'

/* What staff order the list of all files by, at any number of them. */
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw('create index downloads_release_files_by_name on downloads_release_files (name, id)')
    this.schema.raw('create index downloads_release_files_by_age on downloads_release_files (created_at, id)')
  }

  override async down(): Promise<void> {
    this.schema.raw('drop index downloads_release_files_by_age')
    this.schema.raw('drop index downloads_release_files_by_name')
  }
}
