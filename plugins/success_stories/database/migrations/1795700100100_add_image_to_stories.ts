import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('success_stories_stories', (table) => {
      table.integer('image_id').nullable().references('media_images.id').index()
    })
  }

  override async down() {
    this.schema.alterTable('success_stories_stories', (table) => {
      table.dropColumn('image_id')
    })
  }
}
