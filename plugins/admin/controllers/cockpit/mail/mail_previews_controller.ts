import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { MailPreviews, MailTemplatePolicy } from '@pydotorg/platform/mail'
import { answerWithMail } from '#services/cockpit/mail_frame'
import { keepForFrame, keptForFrame, knownMail, typedWords } from '#services/cockpit/mail_words'
import { wordsValidator } from '#validators/cockpit/mails'

/** A mail with samples, as it would arrive. Nothing is written but what the frame asks for next. */
@inject()
export default class MailPreviewsController {
  readonly #previews: MailPreviews

  constructor(previews: MailPreviews) {
    this.#previews = previews
  }

  async store(ctx: HttpContext): Promise<string> {
    await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
    const key = String(ctx.params.key)
    const words = typedWords(await ctx.request.validateUsing(wordsValidator))
    const preview = await knownMail(this.#previews.of(key, { words }))
    const digest = keepForFrame(ctx, key, words)
    return ctx.view.render('admin::pages/cockpit/mail/preview', { key, digest, ...preview })
  }

  /** What the frame shows. */
  async show(ctx: HttpContext): Promise<string> {
    const key = String(ctx.params.key)
    const words = keptForFrame(ctx, key, ctx.request.qs().of)
    const { mail } = words ? await knownMail(this.#previews.of(key, { words })) : { mail: null }
    if (mail) return answerWithMail(ctx, mail.html)
    ctx.response.status(404)
    return answerWithMail(ctx, '<p>Other words took the place of these. Ask for the preview again.</p>')
  }
}
