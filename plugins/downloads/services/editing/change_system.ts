import db from '@adonisjs/lucid/services/db'
import type { Author } from '@pydotorg/platform/identity'
import OperatingSystem from '#models/operating_system'
import { constraintError, deleteRecorded, saveRecorded } from '#services/editing/recorded_rows'

/** What staff tell of a system. */
export interface SystemDetails {
  name?: string
  slug?: string
}

/**
 * Makes a system that files can be for, or changes one.
 *
 * @param by - who does it
 * @param id - of the system; null for a new one
 * @param details - what is different
 * @returns the system as it is now
 * @throws E_ROW_NOT_FOUND; E_VALIDATION_ERROR when the slug is taken
 */
export async function saveSystem(by: Author, id: number | null, details: SystemDetails): Promise<OperatingSystem> {
  const system = id === null ? new OperatingSystem() : await OperatingSystem.findOrFail(id)
  system.merge(details)
  try {
    await db.transaction((trx) => saveRecorded(by, system, trx))
  } catch (error) {
    throw constraintError(error, { slug: 'Another system has this slug.' })
  }
  return system
}

/**
 * Takes a system away for good, and every file for it.
 *
 * @param by - who does it
 * @param id - of the system
 * @throws E_ROW_NOT_FOUND
 */
export async function deleteSystem(by: Author, id: number): Promise<void> {
  await db.transaction(async (trx) => {
    const system = await OperatingSystem.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    await deleteRecorded(by, system, trx)
  })
}
