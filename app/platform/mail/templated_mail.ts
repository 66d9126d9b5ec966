import app from '@adonisjs/core/services/app'
import { BaseMail } from '@adonisjs/mail'
import { labelMail, type MailList } from './mail_label.js'
import { secretLinksOf, type MailTemplate } from './templates/mail_template.js'
import type { MailData, MailVariables, UncheckedMailData } from './templates/mail_variables.js'
import { MailWriter } from './templates/mail_writer.js'

/** To whom a mail goes, and what it tells. */
export interface TemplatedMailParts<V extends MailVariables = MailVariables> {
  to: string
  /** One value for each variable of the template. */
  data: MailData<V>
  /** Who gets answers; without it the mail says that nobody reads them. */
  replyTo?: string
  /** The list whose members get it; mails of kind `bulk` need one. */
  list?: MailList
}

/**
 * A mail to one person, in HTML and as plain text, of a template that a plugin declares and staff may have changed.
 *
 * @example
 * outbox.afterAnswer(ctx, async () => new TemplatedMail(confirmEmail, { to: email, data: { username, link } }))
 */
export class TemplatedMail<V extends MailVariables = MailVariables> extends BaseMail {
  readonly #template: Pick<MailTemplate, 'key' | 'kind'>
  readonly #isSecret: boolean
  readonly #parts: Omit<TemplatedMailParts, 'data'> & { data: UncheckedMailData }

  /**
   * @param template - as it is declared
   * @param parts - to whom, and what
   * @throws Error for a mail of kind `bulk` without a list
   */
  constructor(template: MailTemplate<V>, parts: TemplatedMailParts<V>) {
    super()
    if (template.kind === 'bulk' && !parts.list) {
      throw new Error(`${template.key} is bulk mail: say which list it goes to, so that its readers can leave it.`)
    }
    this.#template = template
    this.#isSecret = secretLinksOf(template).length > 0
    this.#parts = parts
  }

  override async prepare(): Promise<void> {
    const { key } = this.#template
    const { to, data, replyTo, list } = this.#parts
    const writer = await app.container.make(MailWriter)
    const isAnswered = replyTo !== undefined
    const { subject, html, text } = await writer.write({ key, data, isAnswered })
    labelMail(this.message, { template: key, ...(this.#isSecret ? { secret: true } : {}), ...(list ? { list } : {}) })
    // Programs that answer mails by themselves must not answer this one.
    this.message.to(to).header('Auto-Submitted', 'auto-generated').subject(subject).html(html).text(text)
    if (replyTo !== undefined) this.message.replyTo(replyTo)
  }
}
