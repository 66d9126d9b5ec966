import { inject } from '@adonisjs/core'
import { HttpContext } from '@adonisjs/core/http'
import mail from '@adonisjs/mail/services/main'
import vine from '@vinejs/vine'
import { AuditLog, auditOrigin } from '../../audit/main.js'
import type { Author } from '../../identity/author.js'
import { OperatorMistake } from '../../identity/operators/operator_mistake.js'
import { RateLimits, TooManyRequests } from '../../rate_limits/main.js'
import { labelMail } from '../mail_label.js'
import { MailPreviews, type PreviewRequest } from './mail_previews.js'
import { UnsoundMail } from './override_errors.js'

const recipient = vine.create({ to: vine.string().trim().email().maxLength(254) })

/** What to send for a look at it. */
export interface TestMailRequest extends PreviewRequest {
  /** One address. */
  to: string
}

/**
 * Sends mails for a look at them in a real mail program. They say in their subject that they are a test, and go the way of
 * every mail. Ask `MailTemplatePolicy` before.
 *
 * @example
 * await (await ctx.containerResolver.make(TestMails)).send('accounts.confirm_email', { to: 'ada@example.org' }, ctx)
 */
@inject()
export class TestMails {
  readonly #previews: MailPreviews
  readonly #limits: RateLimits
  readonly #audit: AuditLog

  /**
   * @param previews - makes them
   * @param limits - how many somebody may send
   * @param audit - is told of each
   */
  constructor(previews: MailPreviews, limits: RateLimits, audit: AuditLog) {
    this.#previews = previews
    this.#limits = limits
    this.#audit = audit
  }

  /**
   * @param key - of a mail
   * @param request - to whom, and what
   * @param by - who does it
   * @throws E_VALIDATION_ERROR for what is no address
   * @throws TooManyRequests
   * @throws UnsoundMail for words that could not be saved
   * @throws OperatorMistake for an unknown key, and for data that do not fit
   */
  async send(key: string, request: TestMailRequest, by: Author): Promise<void> {
    const { to } = await recipient.validate({ to: request.to })
    const { mail: written, problems, dataProblem } = await this.#previews.of(key, request)
    if (problems.length > 0) throw new UnsoundMail(problems)
    if (!written) throw new OperatorMistake(dataProblem ?? 'The mail cannot be rendered.')
    await this.#takeFromLimit(by)
    await this.#audit.record({
      by,
      action: 'platform.mail_template.test',
      subject: { type: 'mail_template', id: key },
      after: { to },
    })
    await mail.sendLater((message) => {
      const subject = `[Test] ${written.subject}`
      message.to(to).subject(subject).html(written.html).text(written.text)
      message.header('Auto-Submitted', 'auto-generated')
      labelMail(message, { template: key })
    })
  }

  /** Whoever may send tests could else write to strangers all day. */
  async #takeFromLimit(by: Author): Promise<void> {
    const { actor } = by instanceof HttpContext ? auditOrigin(by) : by
    const limit = { tier: 'critical', bucket: 'mail_templates.test' } as const
    const count = await this.#limits.take(limit, { key: `tester:${actor.id ?? actor.name}`, kind: 'user' })
    if (count && !count.isAllowed) throw new TooManyRequests(count)
  }
}
