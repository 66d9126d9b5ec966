import type { Infer } from '@vinejs/vine/types'
import { renderMarkup } from '@pydotorg/platform/markup'
import { slugify } from '@pydotorg/platform/models'
import type { BranchRecord, FileRecord, ReleaseRecord, SourceRow } from '#services/import/catalogue_records'
import { labelOf, readRow } from '#services/import/read_rows'
import { branchRow, fileRow, releaseRow, systemRow, type SIDECARS } from '#validators/catalogue_file_rows'

/*
| Rows of this plugin's own data files: releases with their files inside, and branches. The names are short because
| people edit these files.
*/

const SIDECAR_COLUMNS: Record<(typeof SIDECARS)[number], keyof FileRecord> = {
  'asc': 'gpg_signature_file',
  'sig': 'sigstore_signature_file',
  'crt': 'sigstore_cert_file',
  'sigstore': 'sigstore_bundle_file',
  'spdx.json': 'sbom_spdx2_file',
}

function toBranch(row: Infer<typeof branchRow>): BranchRecord {
  return {
    name: row.name,
    status: row.status,
    pep: row.pep,
    release_manager: row.releaseManager,
    start_of_development: row.startOfDevelopment,
    feature_freeze: row.featureFreeze,
    first_release: row.firstRelease,
    end_of_bugfix: row.endOfBugfix,
    end_of_life: row.endOfLife,
  }
}

async function toRelease(row: Infer<typeof releaseRow>): Promise<ReleaseRecord> {
  const markupType = row.contentMarkupType ?? 'markdown'
  return {
    id: row.id,
    name: row.name,
    slug: row.slug ?? slugify(row.name),
    version: row.version,
    branch: row.branch,
    release_day: row.date,
    pre_release: row.preRelease,
    is_latest: row.isLatest,
    is_published: row.isPublished,
    show_on_download_page: row.showOnDownloadPage,
    release_notes_url: row.notesUrl,
    ...(row.content !== undefined && {
      content: row.content,
      content_markup_type: markupType,
      content_rendered: await renderMarkup(row.content, markupType),
    }),
  }
}

function toFile(row: Infer<typeof fileRow>, releaseSlug: string): FileRecord {
  const sidecars = (row.sidecars ?? []).map((ending) => [SIDECAR_COLUMNS[ending], `${row.url}.${ending}`])
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    system: { slug: row.os },
    release: { slug: releaseSlug },
    url: row.url,
    is_source: row.source,
    description: row.description,
    filesize: row.size,
    md5_sum: row.md5,
    sha256_sum: row.sha256,
    download_button: row.button,
    ...Object.fromEntries(sidecars),
  }
}

/** Line of the n-th row, when it is known. */
export type LineOf = (index: number) => number | undefined

const noLine: LineOf = () => undefined

export function readSystems(rows: readonly unknown[], lineOf: LineOf = noLine): Promise<SourceRow[]> {
  const reader = { validator: systemRow, toRecord: (row: Infer<typeof systemRow>) => row }
  return Promise.all(
    rows.map((row, index) => readRow(reader, row, { index, line: lineOf(index), label: labelOf(row) }))
  )
}

export function readBranches(rows: readonly unknown[], lineOf: LineOf = noLine): Promise<SourceRow[]> {
  const reader = { validator: branchRow, toRecord: toBranch }
  return Promise.all(
    rows.map((row, index) => readRow(reader, row, { index, line: lineOf(index), label: labelOf(row) }))
  )
}

export function readReleases(rows: readonly unknown[], lineOf: LineOf = noLine): Promise<SourceRow[]> {
  const reader = { validator: releaseRow, toRecord: toRelease }
  return Promise.all(
    rows.map((row, index) => readRow(reader, row, { index, line: lineOf(index), label: labelOf(row) }))
  )
}

interface ReleaseWithFiles {
  name?: unknown
  slug?: unknown
  files?: unknown
}

function filesOf(release: unknown): { file: unknown; releaseSlug: string }[] {
  if (typeof release !== 'object' || release === null) return []
  const { name, slug, files } = release as ReleaseWithFiles
  if (!Array.isArray(files)) return []
  const releaseSlug = typeof slug === 'string' ? slug : slugify(String(name))
  return files.map((file: unknown) => ({ file, releaseSlug }))
}

/** The files inside of releases, counted through all of them. */
export function readFiles(releases: readonly unknown[]): Promise<SourceRow[]> {
  return Promise.all(
    releases.flatMap(filesOf).map(({ file, releaseSlug }, index) => {
      const reader = { validator: fileRow, toRecord: (row: Infer<typeof fileRow>) => toFile(row, releaseSlug) }
      return readRow(reader, file, { index, label: labelOf(file) })
    })
  )
}
