import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.createTable('chaos_orders', (table) => {
      table.integer('number').primary()
    })
  }

  override async down(): Promise<void> {
    this.schema.dropTable('chaos_orders')
  }
}
