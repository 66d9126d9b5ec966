import { formError } from '@pydotorg/platform/http'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/**
 * Turns a mistake into an error of a form, so that nothing that was typed is lost.
 *
 * @param field - beside which it stands
 * @param work - what may be refused
 * @returns what the work returns
 * @throws the form's error, or whatever else the work throws
 */
export async function refusedAs<T>(field: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof OperatorMistake) throw formError(field, error.message)
    throw error
  }
}
