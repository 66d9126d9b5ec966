import type { NodeMailerMessage } from '@adonisjs/mail/types'

/** 32 random bytes as this site writes them into links that work once. */
const TOKEN = /(?<![\w-])[\w-]{43}(?![\w-])/

/**
 * A second net below the labels: whoever forgets to call a mail secret gives no link away.
 *
 * @param message - with its texts
 * @returns true when something in it looks like the key of a link that lets people in
 */
export function looksSecret({ text, html }: NodeMailerMessage): boolean {
  return [text, html].some((part) => typeof part === 'string' && TOKEN.test(part))
}
