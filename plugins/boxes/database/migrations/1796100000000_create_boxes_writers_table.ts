import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up() {
    this.schema.raw('create sequence boxes_readings')
    this.schema.createTable('boxes_writers', (table) => {
      table.string('writer', 100).primary().comment('a program that writes boxes')
      table.bigInteger('reading').notNullable().comment('when it began to read what its boxes were last made of')
    })
  }

  override async down() {
    this.schema.dropTable('boxes_writers')
    this.schema.raw('drop sequence boxes_readings')
  }
}
