import type { RecordKind } from '#services/import/catalogue_records'

/** How a column is written. */
interface TableColumn {
  /** PostgreSQL type. */
  type: string
  /** SQL of the value in a new row of which the source says nothing. */
  fallback: string
  /** SQL that replaces the usual "what the source says, else what is there"; `j` is the record, `here` the row. */
  value?: string
}

/** A flag that only one row of each scope may carry. */
export interface ExclusiveFlag {
  column: string
  scope: readonly string[]
}

export interface CatalogueTable {
  name: string
  /** Columns that tell rows apart where the id does not. */
  naturalKeys: readonly string[]
  columns: Readonly<Record<string, TableColumn>>
  exclusive?: ExclusiveFlag
  /** True where the first natural key is the row's identity for clients: an id may not pass to another one. */
  keepsIdentity?: true
}

const text = { type: 'text', fallback: `''` }
const required = { type: 'text', fallback: 'null' }
const no = { type: 'boolean', fallback: 'false' }
const yes = { type: 'boolean', fallback: 'true' }
const optionalDay = { type: 'date', fallback: 'null' }
const optionalInteger = { type: 'integer', fallback: 'null' }
const requiredInteger = { type: 'integer', fallback: 'null' }

const releaseMoment = `case
  when j -> 'release_date' is not null then (j ->> 'release_date')::timestamptz
  when j -> 'release_day' is null then coalesce(here.release_date, now())
  when (here.release_date at time zone 'utc')::date = (j ->> 'release_day')::date then here.release_date
  else (j ->> 'release_day')::timestamp at time zone 'utc'
end`

/** The tables of the catalogue, by kind of row. Everything here is SQL of our own, never input. */
export const CATALOGUE_TABLES: Readonly<Record<RecordKind, CatalogueTable>> = {
  systems: {
    name: 'downloads_operating_systems',
    naturalKeys: ['slug'],
    keepsIdentity: true,
    columns: { name: required, slug: required },
  },
  branches: {
    name: 'downloads_branches',
    naturalKeys: ['name'],
    columns: {
      name: required,
      status: { type: 'text', fallback: `'planned'` },
      pep: optionalInteger,
      release_manager: text,
      start_of_development: optionalDay,
      feature_freeze: optionalDay,
      first_release: optionalDay,
      end_of_bugfix: optionalDay,
      end_of_life: optionalDay,
    },
  },
  releases: {
    name: 'downloads_releases',
    naturalKeys: ['slug'],
    exclusive: { column: 'is_latest', scope: ['version'] },
    columns: {
      name: required,
      slug: required,
      branch_id: optionalInteger,
      version: { type: 'integer', fallback: '3' },
      is_published: yes,
      is_latest: no,
      pre_release: no,
      show_on_download_page: yes,
      release_date: { type: 'timestamptz', fallback: 'now()', value: releaseMoment },
      release_page_id: optionalInteger,
      release_notes_url: text,
      content: text,
      content_markup_type: { type: 'text', fallback: `'markdown'` },
      content_rendered: text,
    },
  },
  files: {
    name: 'downloads_release_files',
    naturalKeys: ['slug', 'url'],
    exclusive: { column: 'download_button', scope: ['operating_system_id', 'release_id'] },
    columns: {
      name: required,
      slug: required,
      operating_system_id: requiredInteger,
      release_id: requiredInteger,
      description: text,
      is_source: no,
      download_button: no,
      url: required,
      gpg_signature_file: text,
      sigstore_signature_file: text,
      sigstore_cert_file: text,
      sigstore_bundle_file: text,
      sbom_spdx2_file: text,
      md5_sum: text,
      sha256_sum: text,
      filesize: { type: 'bigint', fallback: '0' },
    },
  },
}
