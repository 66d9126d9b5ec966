import { BaseSchema } from '@adonisjs/lucid/schema'

/* Version 2 of python.org's API shows the page of a release. The column is made anew: PostgreSQL 16 cannot change it. */
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.#keep(`coalesce(wire_json_address('pages/page', release_page_id), 'null')`)
  }

  override async down(): Promise<void> {
    this.#keep(`'null'`)
  }

  #keep(page: string): void {
    this.schema.raw(`alter table downloads_releases
      drop column api_v2_json,
      add column api_v2_json text not null generated always as (${release(page)}) stored`)
  }
}

const release = (page: string): string => `
  '{"name":' || wire_json_text(name) ||
  ',"slug":' || wire_json_text(slug) ||
  ',"version":' || version::text ||
  ',"is_published":' || is_published::text ||
  ',"is_latest":' || is_latest::text ||
  ',"release_date":' || wire_json_moment(release_date) ||
  ',"pre_release":' || pre_release::text ||
  ',"release_page":' || ${page} ||
  ',"release_notes_url":' || wire_json_text(release_notes_url) ||
  ',"show_on_download_page":' || show_on_download_page::text ||
  ',"resource_uri":' || wire_json_address('downloads/release', id) || '}'`
