/** What fields, headers and query parameters with something secret in them are called. */
const SECRET =
  /pass(word|wd|phrase)|token|secret|authorization|cookie|(api|private)[-_]?key|recovery[-_]?code|signature|credential|session/i

/** Secret in a query, plain elsewhere: a feature has a `key`, an error has a `code`. */
const SECRET_PARAMETER = /^(key|code|pin|otp|state)$/i

/** Stands where a secret was. */
export const MASK = '[masked]'

/**
 * @param name - of a field or a header
 * @returns true when its value must not be kept or shown
 * @example
 * isSecretName('csrfToken') // true
 */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

/**
 * @param name - of a query parameter
 * @returns true when its value must not be kept or shown
 * @example
 * isSecretParameter('code') // true
 */
export function isSecretParameter(name: string): boolean {
  return SECRET.test(name) || SECRET_PARAMETER.test(name)
}

/** A secret name in running text, and what stands behind it: `password=…`, `"token": "…"`, `Authorization: Bearer …`. */
const NAMED_VALUE = new RegExp(
  `(?<name>[\\w-]*(?:${SECRET.source})[\\w-]*["']?\\s*[=:]\\s*)` +
    `(?:(?:Bearer|Basic)\\s+\\S+|"[^"]*"|'[^']*'|[^\\s,;&)}\\]]+)`,
  'gi'
)

/**
 * @param text - a message or a stack
 * @returns the same without what stands behind secret names
 * @example
 * maskNamedValues('refused: password=hunter2') // 'refused: password=[masked]'
 */
export function maskNamedValues(text: string): string {
  return text.replace(NAMED_VALUE, `$<name>${MASK}`)
}
