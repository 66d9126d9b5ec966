import { BaseSchema } from '@adonisjs/lucid/schema'

/*
| Each release and each file as version 2 of python.org's API shows it, kept by PostgreSQL itself. A field that the API
| gains needs a migration that makes the column anew; tests/conformance compares the columns with the declared fields.
*/
export default class extends BaseSchema {
  override async up(): Promise<void> {
    this.schema.raw(`alter table downloads_releases
      add column api_v2_json text not null generated always as (${RELEASE}) stored`)
    this.schema.raw(`alter table downloads_release_files
      add column api_v2_json text not null generated always as (${RELEASE_FILE}) stored`)
    // The order of the API, which no other collation serves.
    this.schema.raw(`create index downloads_releases_api_order on downloads_releases (name collate "C", id)`)
  }

  override async down(): Promise<void> {
    this.schema.raw('drop index downloads_releases_api_order')
    this.schema.raw('alter table downloads_release_files drop column api_v2_json')
    this.schema.raw('alter table downloads_releases drop column api_v2_json')
  }
}

const RELEASE = `
  '{"name":' || wire_json_text(name) ||
  ',"slug":' || wire_json_text(slug) ||
  ',"version":' || version::text ||
  ',"is_published":' || is_published::text ||
  ',"is_latest":' || is_latest::text ||
  ',"release_date":' || wire_json_moment(release_date) ||
  ',"pre_release":' || pre_release::text ||
  ',"release_page":null' ||
  ',"release_notes_url":' || wire_json_text(release_notes_url) ||
  ',"show_on_download_page":' || show_on_download_page::text ||
  ',"resource_uri":' || wire_json_address('downloads/release', id) || '}'`

const RELEASE_FILE = `
  '{"name":' || wire_json_text(name) ||
  ',"slug":' || wire_json_text(slug) ||
  ',"os":' || wire_json_address('downloads/os', operating_system_id) ||
  ',"release":' || wire_json_address('downloads/release', release_id) ||
  ',"description":' || wire_json_text(description) ||
  ',"is_source":' || is_source::text ||
  ',"url":' || wire_json_text(url) ||
  ',"gpg_signature_file":' || wire_json_text(gpg_signature_file) ||
  ',"md5_sum":' || wire_json_text(md5_sum) ||
  ',"sha256_sum":' || wire_json_text(sha256_sum) ||
  ',"filesize":' || filesize::text ||
  ',"download_button":' || download_button::text ||
  ',"resource_uri":' || wire_json_address('downloads/release_file', id) ||
  ',"sigstore_signature_file":' || wire_json_text(sigstore_signature_file) ||
  ',"sigstore_cert_file":' || wire_json_text(sigstore_cert_file) ||
  ',"sigstore_bundle_file":' || wire_json_text(sigstore_bundle_file) ||
  ',"sbom_spdx2_file":' || wire_json_text(sbom_spdx2_file) || '}'`
