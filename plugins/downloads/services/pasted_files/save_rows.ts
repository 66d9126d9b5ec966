import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Author } from '@pydotorg/platform/identity'
import OperatingSystem from '#models/operating_system'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { fileFaults } from '#services/editing/change_file'
import { fileSlug, freeSlugs } from '#services/editing/file_slug'
import { saveRecorded } from '#services/editing/recorded_rows'
import { areRight, checkRows, noteError } from '#services/pasted_files/check_rows'
import { versionOfFile, type FileRow } from '#services/pasted_files/file_rows'
import { noteMeetings, type FileOfRow } from '#services/pasted_files/meetings'
import { SIDECAR_KINDS } from '#services/pasted_files/sidecars'
import type { CheckedFileRow } from '#validators/release_file_rows'

const UNIQUE_VIOLATION = '23505'

/** Undoes the transaction; what is wrong stands in the rows. */
class RowsAreWrong extends Error {}

/**
 * Saves many files of a release in one transaction: all of them, or none. What is wrong is noted in the rows.
 *
 * @param by - who does it
 * @param release - that the files are of
 * @param rows - as they were sent; those that are not wanted are left out
 * @returns how many were saved; null when something is wrong
 */
export async function saveRows(by: Author, release: Release, rows: readonly FileRow[]): Promise<number | null> {
  const wanted = rows.filter(({ isWanted }) => isWanted)
  const checked = await checkRows(wanted)
  if (!checked) return null
  try {
    return await db.transaction(async (trx) => {
      await Release.query({ client: trx }).where('id', release.id).forUpdate().firstOrFail()
      const files = await filesOf(release, { wanted, checked }, trx)
      await noteMeetings(release, files, trx)
      if (!areRight(wanted)) throw new RowsAreWrong()
      await nameFiles(release, files, trx)
      for (const { file } of inOrder(files)) await saveRecorded(by, file, trx)
      return files.length
    })
  } catch (error) {
    if (error instanceof RowsAreWrong) return null
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    noteError(wanted[0], '_row', 'Somebody saved a file of the same name or address at this moment. Save again.')
    return null
  }
}

interface Checked {
  wanted: readonly FileRow[]
  checked: readonly CheckedFileRow[]
}

async function filesOf(
  { id: releaseId }: Release,
  { wanted, checked }: Checked,
  trx: TransactionClientContract
): Promise<FileOfRow[]> {
  const ids = wanted.map(({ id }) => id).filter((id) => id !== null)
  const query = ReleaseFile.query({ client: trx }).where('release_id', releaseId).whereIn('id', ids)
  const stored = new Map((await query.orderBy('id').forUpdate()).map((file) => [file.id, file]))
  const systems = new Set((await OperatingSystem.query({ client: trx }).select('id').limit(1_000)).map(({ id }) => id))
  return wanted.map((row, index) => {
    const file = (row.id !== null && stored.get(row.id)) || new ReleaseFile()
    if (row.id !== null && !file.$isPersisted)
      noteError(row, '_row', 'This file is gone. Take the tick away, or paste it again.')
    if (file.$isPersisted) noteStale(row, file)
    if (!systems.has(checked[index]!.operatingSystemId))
      noteError(row, 'operatingSystemId', 'This system is gone. Choose again.')
    fill(file, row, checked[index]!).releaseId = releaseId
    for (const [field, sentences] of Object.entries(fileFaults(file))) noteError(row, fieldOf(field), sentences[0]!)
    return { row, file }
  })
}

/** Whoever saves again has been told. */
function noteStale(row: FileRow, file: ReleaseFile): void {
  const version = versionOfFile(file)
  if (row.version === version) return
  row.version = version
  noteError(
    row,
    '_row',
    'Somebody changed this file while you had it open. Look at it in another tab; saving again puts yours in its place.'
  )
}

function fill(file: ReleaseFile, row: FileRow, checked: CheckedFileRow): ReleaseFile {
  const { slug, description, filesize, sha256Sum, md5Sum, ...rest } = checked
  file.merge({ ...rest, description: description ?? '', filesize: filesize ?? 0 })
  file.merge({ sha256Sum: sha256Sum ?? '', md5Sum: md5Sum ?? '' })
  file.merge({ isSource: row.isSource, downloadButton: row.downloadButton })
  if (slug !== null) file.slug = slug
  for (const { property, suffix } of SIDECAR_KINDS) {
    file[property] = row.sidecars.includes(property) ? checked.url + suffix : ''
  }
  return file
}

/** A sidecar has no control of its own: its address follows from the file's. */
function fieldOf(field: string): string {
  return SIDECAR_KINDS.some(({ property }) => property === field) ? 'url' : field
}

async function nameFiles(release: Release, files: readonly FileOfRow[], trx: TransactionClientContract): Promise<void> {
  const nameless = files.filter(({ file }) => !file.slug)
  const wanted = nameless.map(({ file }) => fileSlug(release, file.name))
  for (const [index, slug] of (await freeSlugs(wanted, trx)).entries()) nameless[index]!.file.slug = slug
}

/** A button that moves is taken from one file before another one gets it. */
function inOrder(files: readonly FileOfRow[]): FileOfRow[] {
  return [...files].sort((one, other) => Number(one.file.downloadButton) - Number(other.file.downloadButton))
}
