import { errors } from '@vinejs/vine'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'

/**
 * @param validator - made by Vine
 * @param given - what an operator typed
 * @returns the same, checked
 * @throws OperatorMistake that says what is wrong
 */
export async function typed<T>(validator: { validate(given: unknown): Promise<T> }, given: unknown): Promise<T> {
  try {
    return await validator.validate(given)
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const messages = error.messages as { message: string }[]
    throw new OperatorMistake(messages.map(({ message }) => message).join(' '))
  }
}
