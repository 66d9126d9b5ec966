import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('boxes_boxes', (table) => {
      table.string('generated_by', 100).nullable().comment('which program writes it; null: staff keep it')
    })
  }

  override async down() {
    this.schema.alterTable('boxes_boxes', (table) => {
      table.dropColumn('generated_by')
    })
  }
}
