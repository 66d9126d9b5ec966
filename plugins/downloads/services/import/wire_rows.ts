import type { Infer } from '@vinejs/vine/types'
import type { FileRecord, ReleaseRecord, SourceRow, SystemRecord } from '#services/import/catalogue_records'
import { labelOf, readRow, type LineOf } from '#services/import/read_rows'
import { wireFileRow, wireReleaseRow, wireSystemRow } from '#validators/wire_rows'

/** The collections of python.org's API v2, by the kind of rows they hold. */
export const WIRE_COLLECTIONS = { systems: 'os', releases: 'release', files: 'release_file' } as const

export type WireKind = keyof typeof WIRE_COLLECTIONS

/** The primary key at the end of a link that was checked. */
function idIn(link: string): number {
  return Number(/(\d+)\/?$/.exec(link)![1])
}

function toSystem({ resource_uri: link, name, slug }: Infer<typeof wireSystemRow>): SystemRecord {
  return { id: idIn(link), name, slug }
}

/** `Python 3.14.0rc2` is of the branch 3.14; the install manager is of none. */
function branchIn(name: string): string | undefined {
  return /^Python (\d+\.\d+)/.exec(name)?.[1]
}

/** A moment without a zone is UTC, as everywhere on python.org. */
function withZone(moment: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/.test(moment) ? moment : `${moment}Z`
}

function toRelease(row: Infer<typeof wireReleaseRow>): ReleaseRecord {
  const { resource_uri: link, release_page: page, release_date: date, ...same } = row
  return {
    ...same,
    id: idIn(link),
    branch: branchIn(row.name),
    release_date: withZone(date),
    release_page_id: page ? idIn(page) : page === null ? null : undefined,
  }
}

function toFile(row: Infer<typeof wireFileRow>): FileRecord {
  const { resource_uri: link, os, release, ...same } = row
  return { ...same, id: idIn(link), system: { id: idIn(os) }, release: { id: idIn(release) } }
}

const readers = {
  systems: (row: unknown, place: SourceRow['place']) =>
    readRow({ validator: wireSystemRow, toRecord: toSystem }, row, place),
  releases: (row: unknown, place: SourceRow['place']) =>
    readRow({ validator: wireReleaseRow, toRecord: toRelease }, row, place),
  files: (row: unknown, place: SourceRow['place']) => readRow({ validator: wireFileRow, toRecord: toFile }, row, place),
}

function idOf(row: unknown): string | undefined {
  const link = (row as { resource_uri?: unknown } | null)?.resource_uri
  return typeof link === 'string' ? /(\d+)\/?$/.exec(link)?.[1] : undefined
}

/**
 * Reads rows as python.org's API v2 gives them.
 *
 * @param kind - which collection they are from
 * @param rows - its rows
 * @param lineOf - line of the n-th row, where they come from a file
 * @returns a record for each row, or what is wrong with it
 */
export function readWireRows(kind: WireKind, rows: readonly unknown[], lineOf?: LineOf): Promise<SourceRow[]> {
  return Promise.all(
    rows.map((row, index) => readers[kind](row, { index, line: lineOf?.(index), label: labelOf(row, idOf(row)) }))
  )
}
