import { Exception } from '@adonisjs/core/exceptions'
import { UnknownSchedule } from '@pydotorg/platform/jobs'

/**
 * @param work - something with a schedule
 * @returns what it returns
 * @throws Exception with status 404 when there is no such schedule; whatever else the work throws
 */
export async function ofKnownSchedule<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof UnknownSchedule)) throw error
    throw new Exception(error.message, { status: 404, code: 'E_NOT_FOUND' })
  }
}
