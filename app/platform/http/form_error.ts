import { errors } from '@vinejs/vine'

/**
 * An error of a form that no validator can find, such as a wrong password. It is answered like those of validators: a
 * browser is led back to the form with what was typed, a program gets 422.
 *
 * @param field - name of the field that it stands beside
 * @param message - a sentence for people
 * @param rule - a stable name for programs
 * @returns what to throw
 * @example
 * throw formError('username', 'This username is taken.', 'unique')
 */
export function formError(field: string, message: string, rule = 'refused'): Error {
  return new errors.E_VALIDATION_ERROR([{ field, message, rule }])
}
