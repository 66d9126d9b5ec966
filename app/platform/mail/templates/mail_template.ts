import type { Lazy } from '../../plugins/lazy.js'
import type { MailVariables } from './mail_variables.js'

/**
 * A mail that a plugin sends. Its HTML stands in `views/mails/<name>.html.liquid`, without a frame; its plain text is
 * made of that, or stands in `views/mails/<name>.text.liquid`.
 */
export interface MailTemplate<V extends MailVariables = MailVariables> {
  /** `<plugin>.<name>`, e.g. `accounts.confirm_email`. */
  key: string
  /** What staff read in lists, e.g. `Confirm an e-mail address`. */
  title: string
  /** When it is sent, and to whom: one sentence. */
  summary: string
  /** In Liquid, one line, e.g. `Your story {{ name }} is published`. */
  subject: string
  /** Ends "You get this mail because …", at the foot of the mail: `somebody made an account with this address`. */
  because: string
  variables: V
  /** `bulk` is what many get and may unsubscribe from; else a mail is `transactional`. */
  kind?: 'bulk'
}

/** The mails of a plugin; its default export lists them. */
export type MailTemplateSource = Lazy<readonly MailTemplate[]>

/**
 * Declares a mail, and types what it is sent with. The plugin's manifest contributes it.
 *
 * @param template - what there is to know of it
 * @returns the same, frozen
 * @example
 * export const welcome = defineMailTemplate({
 *   key: 'events.welcome',
 *   title: 'Welcome',
 *   summary: 'Sent to who submits an event for the first time.',
 *   subject: 'Welcome, {{ username }}',
 *   because: 'you submitted an event',
 *   variables: { username: { type: 'text', description: 'How the person is called', sample: 'ada' } },
 * })
 */
export function defineMailTemplate<const V extends MailVariables>(template: MailTemplate<V>): MailTemplate<V> {
  return Object.freeze({ ...template })
}

/**
 * @param template - a mail
 * @returns names of its variables that are secret links, e.g. to choose a new password
 */
export function secretLinksOf({ variables }: MailTemplate): string[] {
  return Object.entries(variables).flatMap(([name, variable]) =>
    'secret' in variable && variable.secret ? [name] : []
  )
}
