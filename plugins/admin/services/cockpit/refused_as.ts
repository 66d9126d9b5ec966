import { FeatureChangeRefused, RuleError } from '@pydotorg/platform/features'
import { formError } from '@pydotorg/platform/http'

/**
 * Turns a refusal of the platform into an error of a form, so that nothing that was typed is lost.
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
    const isFound = !(error instanceof FeatureChangeRefused && error.status === 404)
    if (isFound && (error instanceof FeatureChangeRefused || error instanceof RuleError))
      throw formError(field, error.message)
    throw error
  }
}
