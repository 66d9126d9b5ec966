import { createHash } from 'node:crypto'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { OperatorMistake } from '@pydotorg/platform/identity/operators'
import { OverrideConflict, problemLine, UnsoundMail, type MailProblem, type MailSource } from '@pydotorg/platform/mail'
import { TooManyRequests } from '@pydotorg/platform/rate_limits'
import { errors } from '@vinejs/vine'

const PREVIEWED = 'admin.previewed_mail'

/** Words as they came from the form, for the frame that asks for them next. */
interface Previewed extends MailSource {
  key: string
  digest: string
}

/** As a form sends them; an empty field is null or missing. */
export type TypedWords = { [Part in keyof MailSource]?: string | null }

/**
 * @param typed - what a form brought
 * @returns the words: browsers end lines with two characters, and PostgreSQL keeps no NUL
 */
export function typedWords({ subject, html, text }: TypedWords): MailSource {
  const plain = (part?: string | null): string => (part ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '\uFFFD')
  return { subject: plain(subject), html: plain(html), text: plain(text) || null }
}

/**
 * Keeps words that nobody has saved where only who wrote them finds them: a frame asks for them by an address, which is
 * too short for them.
 *
 * @param ctx - the request that brought them
 * @param key - of the mail
 * @param words - as typed
 * @returns what tells them from others
 */
export function keepForFrame({ session }: HttpContext, key: string, words: MailSource): string {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('base64url')
  session.put(PREVIEWED, { ...words, key, digest } satisfies Previewed)
  return digest
}

/**
 * @param ctx - the request of the frame
 * @param key - of the mail
 * @param digest - what `keepForFrame` returned
 * @returns the words; null when others took their place meanwhile
 */
export function keptForFrame({ session }: HttpContext, key: string, digest: unknown): MailSource | null {
  const kept = session.get(PREVIEWED) as Previewed | undefined
  if (kept?.key !== key || kept.digest !== digest) return null
  return { subject: kept.subject, html: kept.html, text: kept.text }
}

/** Words that are saved need no frame any more. */
export function forgetFrame({ session }: HttpContext): void {
  session.forget(PREVIEWED)
}

/**
 * @param work - with a mail that may be unknown
 * @returns what it returns
 * @throws Exception with status 404 and the closest keys, or whatever else the work throws
 */
export async function knownMail<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const isAboutWords = error instanceof UnsoundMail || error instanceof OverrideConflict
    if (isAboutWords || !(error instanceof OperatorMistake)) throw error
    throw new Exception(error.message, { status: 404, code: 'E_NOT_FOUND' })
  }
}

/**
 * Turns a refusal into errors beside the fields, so that nothing that was typed is lost.
 *
 * @param work - what may be refused
 * @returns what it returns
 * @throws the form's error, or whatever else the work throws
 */
export async function refusedWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof UnsoundMail) throw wordsError(error.problems)
    if (!(error instanceof TooManyRequests)) throw error
    throw new errors.E_VALIDATION_ERROR([{ field: 'subject', message: error.message, rule: 'refused' }])
  }
}

/** One message a part: fields show one. */
function wordsError(problems: readonly MailProblem[]): Error {
  const parts = [...new Set(problems.map(({ part }) => part))]
  const messages = parts.map((part) => {
    const lines = problems.filter((one) => one.part === part).map(problemLine)
    return { field: part, message: lines.join(' '), rule: 'refused' }
  })
  return new errors.E_VALIDATION_ERROR(messages)
}
