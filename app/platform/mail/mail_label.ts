import type { Message } from '@adonisjs/mail'
import type { NodeMailerMessage } from '@adonisjs/mail/types'

/** A list that people can leave by a link of the mail itself. */
export interface MailList {
  /** Stable name, e.g. `psf.newsletter`. */
  key: string
  /** As people know it, e.g. `PSF Newsletter`. */
  title: string
}

/** What the site knows of a mail and the mail itself does not tell. */
export interface MailLabel {
  /** Which mail it is, e.g. `accounts.confirm_email`; the log can be searched for it. */
  template?: string
  /** True for a mail with a link or code that signs somebody in: nobody reads its text in the log (docs/mail.md). */
  secret?: boolean
  /** The list whose members get it, each in a mail of their own; left out for what is about somebody's own doings. */
  list?: MailList
}

/** Beside the message and not in its headers: recipients have no use for it. */
const labels = new WeakMap<NodeMailerMessage, MailLabel>()

/**
 * Says what a mail is, for the log and for what becomes of it. What was said before stays unless it is said anew.
 *
 * @param message - of the mail, before it is queued
 * @param label - what it is
 * @example
 * mail.sendLater((message) => {
 *   message.to(member.email).subject('News').text(text)
 *   labelMail(message, { template: 'psf.news', list: { key: 'psf.news', title: 'PSF News' } })
 * })
 */
export function labelMail({ nodeMailerMessage }: Pick<Message, 'nodeMailerMessage'>, label: MailLabel): void {
  labels.set(nodeMailerMessage, { ...labels.get(nodeMailerMessage), ...label })
}

/**
 * @param message - as it is handed to the queue
 * @returns what was said of it; empty when nothing was
 */
export function labelOf(message: NodeMailerMessage): MailLabel {
  return labels.get(message) ?? {}
}
