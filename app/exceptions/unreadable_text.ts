import { Exception } from '@adonisjs/core/exceptions'

/** Text that no keyboard makes: a NUL byte, which PostgreSQL keeps in no text, or half of a surrogate pair. */
export class UnreadableText extends Exception {
  static override status = 400
  static override code = 'E_UNREADABLE_TEXT'
  static override message = 'There are characters in what was sent that make no text.'

  /** Programs try all day. */
  report(): void {}
}

/** Of PostgreSQL: bytes that are no text in its encoding, and a NUL in JSON. */
const SERVER_CODES = new Set(['22021', '22P05'])

/**
 * Told where it does harm and not where it comes in, since there are more ways in than a check would know.
 *
 * @param error - whatever was thrown
 * @returns true when it was because of the characters that a client sent
 */
export function isUnreadableText(error: unknown): boolean {
  if (error instanceof URIError) return true
  return error instanceof Error && SERVER_CODES.has((error as { code?: string }).code ?? '')
}
