import db from '@adonisjs/lucid/services/db'
import { formError } from '@pydotorg/platform/http'
import type { Author } from '@pydotorg/platform/identity'
import type { MarkupType } from '@pydotorg/platform/markup'
import type { DateTime } from 'luxon'
import Release from '#models/release'
import { constraintError, deleteRecorded, saveRecorded } from '#services/editing/recorded_rows'
import { notesAddress } from '#services/editing/notes_address'

/** What staff tell of a release; what is left out stays. */
export interface ReleaseDetails {
  name?: string
  slug?: string
  version?: number
  branchId?: number | null
  isPublished?: boolean
  isLatest?: boolean
  preRelease?: boolean
  showOnDownloadPage?: boolean
  releaseDate?: DateTime
  releasePageId?: number | null
  releaseNotesUrl?: string
  content?: string
  contentMarkupType?: MarkupType
}

/**
 * Makes a release. Without an address of its notes it gets the one that documentation of Python will have.
 *
 * @param by - who does it
 * @param details - what they tell of it
 * @returns the release
 * @throws E_VALIDATION_ERROR for a name without a version, a slug that is taken, and a draft that is to be the latest
 */
export async function addRelease(by: Author, details: ReleaseDetails & { name: string }): Promise<Release> {
  const release = new Release()
  release.merge({ ...details, releaseNotesUrl: details.releaseNotesUrl || notesAddress(details.name) })
  return save(by, release)
}

/**
 * Changes a release. What is the latest of its version now is it no more when this one becomes it.
 *
 * @param by - who does it
 * @param id - the release's id
 * @param details - what is different
 * @returns the release as it is now
 * @throws E_ROW_NOT_FOUND; E_VALIDATION_ERROR as `addRelease`
 */
export async function changeRelease(by: Author, id: number, details: ReleaseDetails): Promise<Release> {
  const release = await Release.findOrFail(id)
  return save(by, release.merge(details))
}

/**
 * Takes a release away for good, and its files with it.
 *
 * @param by - who does it
 * @param id - the release's id
 * @throws E_ROW_NOT_FOUND
 */
export async function deleteRelease(by: Author, id: number): Promise<void> {
  await db.transaction(async (trx) => {
    const release = await Release.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await deleteRecorded(by, release, trx)
  })
}

async function save(by: Author, release: Release): Promise<Release> {
  const { name, isLatest, isPublished } = release.$dirty
  if (name !== undefined && !/^Python \S/.test(release.name)) {
    throw formError('name', 'Begin with “Python” and the version, as in “Python 3.15.0a1”.')
  }
  if ((isLatest ?? false) && !(isPublished ?? release.isPublished)) {
    throw formError(
      'isLatest',
      'A draft cannot be the latest release: visitors would be left without one. Publish it too.'
    )
  }
  try {
    await db.transaction((trx) => saveRecorded(by, release, trx))
  } catch (error) {
    throw constraintError(error, {
      slug: 'Another release has this slug.',
      branchId: 'This series is gone. Choose again.',
    })
  }
  return release
}
