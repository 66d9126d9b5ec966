import type { BranchStatus } from '#models/branch'

/** Kinds of rows in the order in which they refer to each other. */
export const RECORD_KINDS = ['systems', 'branches', 'releases', 'files'] as const

export type RecordKind = (typeof RECORD_KINDS)[number]

/** A row of another kind, by python.org's id, by its slug, or by both. */
export interface RowReference {
  id?: number
  slug?: string
}

/*
| What a source says of one row, in the names of the table's columns. A column that a source does not name stays as it
| is in a row that is there, and takes its default in a new one. `id` is python.org's primary key.
*/

export interface SystemRecord {
  id?: number
  name: string
  slug: string
}

export interface BranchRecord {
  name: string
  status?: BranchStatus
  pep?: number | null
  release_manager?: string
  start_of_development?: string | null
  feature_freeze?: string | null
  first_release?: string | null
  end_of_bugfix?: string | null
  end_of_life?: string | null
}

export interface ReleaseRecord {
  id?: number
  name: string
  slug: string
  version?: number
  /** Name of the branch, e.g. `3.14`. */
  branch?: string | null
  is_published?: boolean
  is_latest?: boolean
  pre_release?: boolean
  show_on_download_page?: boolean
  /** A moment, ISO 8601 with a zone. */
  release_date?: string
  /** A day, for sources that know no hour: a row whose moment lies in it is left as it is. */
  release_day?: string
  release_page_id?: number | null
  release_notes_url?: string
  content?: string
  content_markup_type?: string
  content_rendered?: string
}

export interface FileRecord {
  id?: number
  name: string
  slug: string
  system: RowReference
  release: RowReference
  description?: string
  is_source?: boolean
  download_button?: boolean
  url: string
  gpg_signature_file?: string
  sigstore_signature_file?: string
  sigstore_cert_file?: string
  sigstore_bundle_file?: string
  sbom_spdx2_file?: string
  md5_sum?: string
  sha256_sum?: string
  filesize?: number
}

export type CatalogueRecord = SystemRecord | BranchRecord | ReleaseRecord | FileRecord

/** Where a row stands in its source, for reports. */
export interface RowPlace {
  /** Among the rows of its kind, from 0. */
  index: number
  /** In the file, from 1. */
  line?: number
  /** The row's id and name as far as they could be read. */
  label: string
}

/** A row that was read and understood. */
export interface RecordRow {
  place: RowPlace
  record: CatalogueRecord
  /** In which point the record is not as the source has it. */
  remark?: string
}

/**
 * What went other than asked with one row: `failed` (not in, and should be), `skipped` (not in, and need not be),
 * `changed` (in, but not as the source has it).
 */
export interface RowProblem {
  place: RowPlace
  outcome: 'failed' | 'skipped' | 'changed'
  reason: string
}

/** A row that is left out without a word, only counted. */
export interface PassedRow {
  place: RowPlace
  outcome: 'skipped'
  reason: null
}

/** One row of a source: a record, or why it is none. */
export type SourceRow = RecordRow | RowProblem | PassedRow

export function isRecordRow(row: SourceRow): row is RecordRow {
  return 'record' in row
}
