import { BaseSchema } from '@adonisjs/lucid/schema'

/* What the list of accounts is ordered by, at any number of them. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('create index admin_users_joined on users (date_joined, id)')
  }

  override async down() {
    this.schema.raw('drop index admin_users_joined')
  }
}
