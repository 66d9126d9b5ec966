import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Release from '#models/release'
import type ReleaseFile from '#models/release_file'
import { noteError } from '#services/pasted_files/check_rows'
import type { FileRow } from '#services/pasted_files/file_rows'

/** A row with the file that it becomes. */
export interface FileOfRow {
  row: FileRow
  file: ReleaseFile
}

/** A file that is kept and not among those that are saved. */
interface OtherFile {
  slug: string
  url: string
  name: string
  releaseId: number
  releaseName: string
  operatingSystemId: number
  downloadButton: boolean
}

/**
 * Notes in the rows what only one file may have, and another one has: among the rows, or among all files.
 *
 * @param release - that the files are of
 * @param files - that are about to be saved
 * @param trx - in which they are
 */
export async function noteMeetings(
  release: Release,
  files: readonly FileOfRow[],
  trx: TransactionClientContract
): Promise<void> {
  const others = await otherFiles(release, files, trx)
  const taken = {
    slug: new Map(others.map((other) => [other.slug, describe(other)])),
    url: new Map(others.map((other) => [other.url, describe(other)])),
  }
  const buttons = new Map(
    others
      .filter(({ releaseId, downloadButton }) => downloadButton && releaseId === release.id)
      .map(({ operatingSystemId, name }) => [operatingSystemId, name])
  )
  for (const { row, file } of files) {
    const own = `“${file.name}” of this form`
    for (const [field, words] of [
      ['slug', 'slug'],
      ['url', 'address'],
    ] as const) {
      const value = file[field]
      if (!value) continue
      if (taken[field].has(value))
        noteError(row, field, `${taken[field].get(value)} has this ${words}. Choose another one.`)
      else taken[field].set(value, own)
    }
    if (!file.downloadButton) continue
    const holder = buttons.get(file.operatingSystemId)
    if (holder === undefined) buttons.set(file.operatingSystemId, file.name)
    else
      noteError(
        row,
        'downloadButton',
        `“${holder}” has the download button of this system, and only one file can. Take one of the two ticks away.`
      )
  }
}

/** By one query, however many rows there are. */
function otherFiles(
  { id }: Release,
  files: readonly FileOfRow[],
  trx: TransactionClientContract
): Promise<OtherFile[]> {
  const ids = files.map(({ file }) => file.id).filter(Boolean)
  const slugs = files.map(({ file }) => file.slug).filter(Boolean)
  return trx
    .from('downloads_release_files as f')
    .join('downloads_releases as r', 'r.id', 'f.release_id')
    .whereNotIn('f.id', ids)
    .where((either) => {
      either.whereIn('f.slug', slugs)
      either.orWhereIn(
        'f.url',
        files.map(({ file }) => file.url)
      )
      either.orWhere((same) => same.where('f.release_id', id).where('f.download_button', true))
    })
    .select('f.slug', 'f.url', 'f.name', 'r.name as releaseName')
    .select({
      releaseId: 'f.release_id',
      operatingSystemId: 'f.operating_system_id',
      downloadButton: 'f.download_button',
    })
}

function describe({ name, releaseName }: OtherFile): string {
  return `“${name}” of ${releaseName}`
}
