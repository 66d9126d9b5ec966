import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('companies_companies', (table) => {
      table.integer('logo_id').nullable().references('media_images.id').index()
    })
  }

  override async down() {
    this.schema.alterTable('companies_companies', (table) => {
      table.dropColumn('logo_id')
    })
  }
}
