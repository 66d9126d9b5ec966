import type { Infer } from '@vinejs/vine/types'
import { renderMarkup } from '@pydotorg/platform/markup'
import { slugify } from '@pydotorg/platform/models'
import type { BranchRecord, FileRecord, ReleaseRecord, RowPlace, SourceRow } from '#services/import/catalogue_records'
import { labelOf, readRow, type LineOf } from '#services/import/read_rows'
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

type Reader = (row: unknown, place: RowPlace) => Promise<SourceRow>

function readAll(rows: readonly unknown[], lineOf: LineOf | undefined, read: Reader): Promise<SourceRow[]> {
  return Promise.all(rows.map((row, index) => read(row, { index, line: lineOf?.(index), label: labelOf(row) })))
}

export function readSystems(rows: readonly unknown[], lineOf?: LineOf): Promise<SourceRow[]> {
  return readAll(rows, lineOf, (row, place) => readRow({ validator: systemRow, toRecord: (same) => same }, row, place))
}

export function readBranches(rows: readonly unknown[], lineOf?: LineOf): Promise<SourceRow[]> {
  return readAll(rows, lineOf, (row, place) => readRow({ validator: branchRow, toRecord: toBranch }, row, place))
}

export function readReleases(rows: readonly unknown[], lineOf?: LineOf): Promise<SourceRow[]> {
  return readAll(rows, lineOf, (row, place) => readRow({ validator: releaseRow, toRecord: toRelease }, row, place))
}

interface ReleaseWithFiles {
  name?: unknown
  slug?: unknown
  files?: unknown
}

interface FileInRelease {
  file: unknown
  releaseSlug: string
  /** Of the release among the releases, and of the file among its files. */
  position: readonly [number, number]
}

function filesOf(release: unknown, index: number): FileInRelease[] {
  if (typeof release !== 'object' || release === null) return []
  const { name, slug, files } = release as ReleaseWithFiles
  if (!Array.isArray(files)) return []
  const releaseSlug = typeof slug === 'string' ? slug : slugify(String(name))
  return files.map((file: unknown, fileIndex) => ({ file, releaseSlug, position: [index, fileIndex] as const }))
}

/** Line of the n-th file of the m-th release, when it is known. */
export type FileLineOf = (release: number, file: number) => number | undefined

/** The files inside of releases, counted through all of them. */
export function readFiles(releases: readonly unknown[], lineOf?: FileLineOf): Promise<SourceRow[]> {
  return Promise.all(
    releases.flatMap(filesOf).map(({ file, releaseSlug, position }, index) => {
      const toRecord = (row: Infer<typeof fileRow>) => toFile(row, releaseSlug)
      return readRow({ validator: fileRow, toRecord }, file, {
        index,
        line: lineOf?.(...position),
        label: labelOf(file),
      })
    })
  )
}
