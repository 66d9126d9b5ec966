import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { MailLog } from '@pydotorg/platform/mail'
import { answerWithMail } from '#services/cockpit/mail_frame'

/** The HTML of a mail, as a frame shows it. */
@inject()
export default class MailTextsController {
  readonly #log: MailLog

  constructor(log: MailLog) {
    this.#log = log
  }

  async show(ctx: HttpContext): Promise<string> {
    const mail = await this.#log.find(Number(ctx.params.id))
    if (!mail?.text?.html) {
      throw new Exception('There is no text of such a mail to show.', { status: 404, code: 'E_NOT_FOUND' })
    }
    return answerWithMail(ctx, mail.text.html)
  }
}
