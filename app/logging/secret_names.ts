/** What fields, headers and query parameters with something secret in them are called. */
const SECRET = /pass(word|wd|phrase)|token|secret|authorization|cookie|api[-_]?key|signature|credential|session/i

/** Secret in a query, plain elsewhere: a feature has a `key`, an error has a `code`. */
const SECRET_PARAMETER = /^(key|code|pin|otp|state)$/i

/** Stands where a secret was. */
export const MASK = '[masked]'

/**
 * @param name - of a field or a header
 * @returns true when its value must not be logged
 */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

/**
 * @param name - of a query parameter
 * @returns true when its value must not be logged
 */
export function isSecretParameter(name: string): boolean {
  return SECRET.test(name) || SECRET_PARAMETER.test(name)
}
