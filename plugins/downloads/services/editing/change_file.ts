import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { errors } from '@vinejs/vine'
import type { Author } from '@pydotorg/platform/identity'
import Release from '#models/release'
import ReleaseFile from '#models/release_file'
import { fileSlug, freeSlugs } from '#services/editing/file_slug'
import { constraintError, deleteRecorded, saveRecorded } from '#services/editing/recorded_rows'
import { FILE_PROPERTIES } from '#services/file_properties'
import { fileUrlFaults } from '#services/file_url_rules'

/** What staff tell of a file; what is left out stays. */
export type FileDetails = Partial<Pick<ReleaseFile, (typeof FILE_PROPERTIES)[keyof typeof FILE_PROPERTIES]>>

/** What is wrong when the database refuses it, by attributes. */
const TAKEN = {
  slug: 'Another file has this slug.',
  url: 'Another file has this address.',
  operatingSystemId:
    'Another file of this release has the download button for this system. Take it from that file first.',
  releaseId: 'This release is gone. Choose again.',
}

/**
 * Makes a file of a release, or changes one. Without a slug it gets one by python.org's rule.
 *
 * @param by - who does it
 * @param id - of the file; null for a new one
 * @param details - what is different
 * @returns the file as it is now
 * @throws E_ROW_NOT_FOUND; E_VALIDATION_ERROR for an address elsewhere, what another file has already, and a second
 *   download button of the system
 */
export async function saveFile(by: Author, id: number | null, details: FileDetails): Promise<ReleaseFile> {
  try {
    return await db.transaction(async (trx) => {
      const file = id === null ? new ReleaseFile() : await lockedFile(id, trx)
      file.merge(details)
      refuseFaults(fileFaults(file))
      if (!file.slug) file.slug = await slugFor(file, trx)
      await saveRecorded(by, file, trx)
      return file
    })
  } catch (error) {
    throw constraintError(error, TAKEN)
  }
}

/**
 * Takes a file away for good.
 *
 * @param by - who does it
 * @param id - of the file
 * @throws E_ROW_NOT_FOUND
 */
export async function deleteFile(by: Author, id: number): Promise<void> {
  await db.transaction(async (trx) => deleteRecorded(by, await lockedFile(id, trx), trx))
}

/**
 * @param file - with its new values
 * @returns what python.org's rules of addresses say against it, by attributes
 */
export function fileFaults(file: ReleaseFile): Record<string, string[]> {
  const stored = file.$isPersisted ? wireValues(file.$original) : null
  const faults = fileUrlFaults(wireValues(file.$attributes), stored)
  return Object.fromEntries(
    Object.entries(faults).map(([field, sentences]) => [
      FILE_PROPERTIES[field as keyof typeof FILE_PROPERTIES],
      sentences,
    ])
  )
}

function wireValues(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(FILE_PROPERTIES).map(([field, property]) => [field, attributes[property]]))
}

function refuseFaults(faults: Record<string, string[]>): void {
  const messages = Object.entries(faults).map(([field, [message]]) => ({ field, message, rule: 'refused' }))
  if (messages.length > 0) throw new errors.E_VALIDATION_ERROR(messages)
}

function lockedFile(id: number, trx: TransactionClientContract): Promise<ReleaseFile> {
  return ReleaseFile.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
}

async function slugFor({ releaseId, name }: ReleaseFile, trx: TransactionClientContract): Promise<string> {
  const release = await Release.findOrFail(releaseId, { client: trx })
  const [slug] = await freeSlugs([fileSlug(release, name)], trx)
  return slug!
}
