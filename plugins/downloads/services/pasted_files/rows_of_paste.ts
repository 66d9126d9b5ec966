import db from '@adonisjs/lucid/services/db'
import type Release from '#models/release'
import ReleaseFile from '#models/release_file'
import OperatingSystem from '#models/operating_system'
import { fileSlug, freeSlugs } from '#services/editing/file_slug'
import { rowOfFile, sidecarsOf, keyOf, type FileRow } from '#services/pasted_files/file_rows'
import { formerFiles, knownFile, shapeOf, type FormerFiles } from '#services/pasted_files/known_files'
import { nameOf, type PastedFile } from '#services/pasted_files/read_pasted'
import type { SidecarProperty } from '#services/pasted_files/sidecars'
import { versionOf } from '#services/python_version'

const FTP = 'https://www.python.org/ftp/python'

/**
 * @param release - with files
 * @returns address of the folder where they should be
 */
export function folderOf({ name }: Release): string {
  return `${FTP}/${versionOf(name) || 'pymanager'}/`
}

/**
 * Makes rows of a form from what was pasted. A file that the release has already is to be changed by what is said of it
 * now; a new one is called, and is for whom, as in the release before.
 *
 * @param release - that the files are of
 * @param pasted - what was pasted
 * @param chosen - sidecars that all of them have
 * @returns the rows, in their order, with slugs that are free
 */
export async function rowsOfPaste(
  release: Release,
  pasted: readonly PastedFile[],
  chosen: readonly SidecarProperty[]
): Promise<FileRow[]> {
  const stored = await ReleaseFile.query().where('release_id', release.id).limit(500)
  const systems = await OperatingSystem.query().limit(100)
  const former = await formerFiles(release)
  const isSilent = chosen.length === 0 && pasted.every(({ sidecars }) => sidecars.size === 0)
  const systemIds = new Map(systems.map(({ slug, id }) => [slug, String(id)]))
  const rows = pasted.map((said, index) => {
    const kept = stored.find((file) => isSame(file, said.url))
    const row = kept ? rowOfFile(kept, index) : newRow(said, index, { former, systemIds, isSilent })
    return tell(row, said, chosen)
  })
  offerButtons(rows, stored)
  return withSlugs(release, rows)
}

function isSame(file: ReleaseFile, url: string): boolean {
  return nameOf(file.url) === nameOf(url)
}

interface Knowledge {
  former: FormerFiles
  systemIds: ReadonlyMap<string, string>
  /** True when nothing was said of sidecars, so that the release before tells them. */
  isSilent: boolean
}

function newRow({ url }: PastedFile, index: number, { former, systemIds, isSilent }: Knowledge): FileRow {
  const before = former.get(shapeOf(nameOf(url)))
  const blank = { filesize: '', sha256Sum: '', md5Sum: '', slug: '', url }
  const row = { key: keyOf(index), id: null, version: '', isWanted: true, errors: {} }
  if (before) {
    const { values, ...marks } = rowOfFile(before, index)
    const sidecars = isSilent ? sidecarsOf(before) : []
    return { ...marks, ...row, sidecars, values: { ...values, ...blank } }
  }
  const known = knownFile(nameOf(url))
  return {
    ...row,
    isSource: known?.isSource ?? false,
    downloadButton: known?.downloadButton ?? false,
    sidecars: [],
    values: {
      ...blank,
      name: known?.name ?? '',
      operatingSystemId: systemIds.get(known?.system ?? '') ?? '',
      description: known?.description ?? '',
    },
  }
}

/** What was said beats what was known. */
function tell(row: FileRow, said: PastedFile, chosen: readonly SidecarProperty[]): FileRow {
  const { values } = row
  if (said.sha256Sum) values.sha256Sum = said.sha256Sum
  if (said.md5Sum) values.md5Sum = said.md5Sum
  if (said.filesize !== null) values.filesize = String(said.filesize)
  row.sidecars = [...new Set([...row.sidecars, ...said.sidecars, ...chosen])]
  return row
}

/** One for each system: a file that has the button keeps it. */
function offerButtons(rows: readonly FileRow[], stored: readonly ReleaseFile[]): void {
  const taken = new Set(stored.filter((file) => file.downloadButton).map((file) => String(file.operatingSystemId)))
  for (const row of rows.filter(({ id }) => id === null)) {
    const system = row.values.operatingSystemId
    row.downloadButton &&= !taken.has(system)
    if (row.downloadButton) taken.add(system)
  }
}

async function withSlugs(release: Release, rows: FileRow[]): Promise<FileRow[]> {
  const nameless = rows.filter(({ id, values }) => id === null && values.name !== '')
  const slugs = await freeSlugs(
    nameless.map(({ values }) => fileSlug(release, values.name)),
    db.connection()
  )
  for (const [index, row] of nameless.entries()) row.values.slug = slugs[index]!
  return rows
}
