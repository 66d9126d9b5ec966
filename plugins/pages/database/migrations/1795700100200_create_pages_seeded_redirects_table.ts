import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('pages_seeded_redirects', (table) => {
      table.string('old_path', 500).primary()
    })
    this.schema.raw(`insert into pages_seeded_redirects (old_path)
      select old_path from pages_redirects where note = 'As python.org’s web server does.'`)
  }

  override async down(): Promise<void> {
    this.schema.dropTable('pages_seeded_redirects')
  }
}
