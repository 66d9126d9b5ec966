import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { MailOverrides, MailTemplatePolicy } from '@pydotorg/platform/mail'
import { knownMail, refusedWords } from '#services/cockpit/mail_words'

/** Whether the words of staff are sent, which are kept either way. */
@inject()
export default class MailActivationsController {
  readonly #overrides: MailOverrides

  constructor(overrides: MailOverrides) {
    this.#overrides = overrides
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
    await knownMail(refusedWords(this.#overrides.activate(String(ctx.params.key), ctx)))
    this.#leadBack(ctx, 'The words of staff are sent from now on.')
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
    await knownMail(this.#overrides.deactivate(String(ctx.params.key), ctx))
    this.#leadBack(ctx, 'The plugin’s own words are sent from now on. Those of staff are kept.')
  }

  #leadBack({ session, response, params }: HttpContext, notice: string): void {
    session.flash('notice', notice)
    response.redirect().status(303).toPath(`/admin/mail/templates/${params.key}/`)
  }
}
