import { BaseSchema } from '@adonisjs/lucid/schema'
import { contentManageableColumns, markupColumns, platformColumns, sluggableColumns } from '@pydotorg/platform/database'

/** Addresses of what belongs to a file: signatures and the bill of materials. */
const sidecarUrls = [
  'gpg_signature_file',
  'sigstore_signature_file',
  'sigstore_cert_file',
  'sigstore_bundle_file',
  'sbom_spdx2_file',
]

export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('downloads_operating_systems', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      contentManageableColumns(table)
    })

    this.schema.createTable('downloads_branches', (table) => {
      platformColumns(table)
      table.string('name', 20).notNullable().unique().comment('major.minor, e.g. 3.14')
      table.string('status', 20).notNullable()
      table.integer('pep').nullable().comment('number of the release schedule')
      table.string('release_manager', 200).notNullable().defaultTo('')
      table.date('start_of_development').nullable()
      table.date('feature_freeze').nullable()
      table.date('first_release').nullable().comment('of the final x.y.0, planned or past')
      table.date('end_of_bugfix').nullable()
      table.date('end_of_life').nullable()
      table.check(
        `status in ('planned', 'feature', 'prerelease', 'bugfix', 'security', 'end-of-life')`,
        [],
        'downloads_branches_status'
      )
    })

    this.schema.createTable('downloads_releases', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      contentManageableColumns(table)
      table.integer('branch_id').nullable().references('downloads_branches.id').onDelete('SET NULL').index()
      table.integer('version').notNullable().defaultTo(3).comment('1, 2, 3, or 100 for the install manager')
      table.boolean('is_latest').notNullable().defaultTo(false)
      table.boolean('is_published').notNullable().defaultTo(false)
      table.boolean('pre_release').notNullable().defaultTo(false)
      table.boolean('show_on_download_page').notNullable().defaultTo(true)
      table.timestamp('release_date', { useTz: true }).notNullable().defaultTo(this.now())
      table
        .integer('release_page_id')
        .nullable()
        .comment('id of a CMS page; pages are another domain, so no foreign key')
      table.string('release_notes_url', 500).notNullable().defaultTo('')
      markupColumns(table, 'content')
      table.check('version in (1, 2, 3, 100)', [], 'downloads_releases_version')
      table.index(['is_published', 'release_date'])
      table.index(['version', 'is_latest'])
    })

    this.schema.createTable('downloads_release_files', (table) => {
      platformColumns(table)
      sluggableColumns(table)
      contentManageableColumns(table)
      table
        .integer('operating_system_id')
        .notNullable()
        .references('downloads_operating_systems.id')
        .onUpdate('CASCADE')
        .onDelete('CASCADE')
        .index()
      table
        .integer('release_id')
        .notNullable()
        .references('downloads_releases.id')
        .onUpdate('CASCADE')
        .onDelete('CASCADE')
        .index()
      table.text('description').notNullable().defaultTo('')
      table.boolean('is_source').notNullable().defaultTo(false)
      table.boolean('download_button').notNullable().defaultTo(false)
      table.string('url', 500).notNullable()
      for (const column of sidecarUrls) table.string(column, 500).notNullable().defaultTo('')
      table.string('md5_sum', 200).notNullable().defaultTo('')
      table.string('sha256_sum', 200).notNullable().defaultTo('')
      table.bigInteger('filesize').notNullable().defaultTo(0).comment('bytes; 0 when unknown')
      table.unique(['url'])
    })
    this.schema.raw(`
      create unique index downloads_release_files_one_button
      on downloads_release_files (operating_system_id, release_id) where download_button`)
    // python.org allows only its own addresses; old rows still say http.
    for (const column of ['url', ...sidecarUrls]) {
      this.schema.raw(`
        alter table downloads_release_files add constraint downloads_release_files_${column}
        check (${column} = '' or ${column} like 'https://www.python.org/%' or ${column} like 'http://www.python.org/%')`)
    }
    // Below are python.org's own ids, which imports bring and clients know; rows made here never take one of them.
    for (const table of ['downloads_operating_systems', 'downloads_releases', 'downloads_release_files']) {
      this.schema.raw(`alter table ${table} alter column id set start with 100001 restart`)
    }
  }

  override async down() {
    this.schema.dropTable('downloads_release_files')
    this.schema.dropTable('downloads_releases')
    this.schema.dropTable('downloads_branches')
    this.schema.dropTable('downloads_operating_systems')
  }
}
