import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { MailOverrides, MailTemplatePolicy } from '@pydotorg/platform/mail'
import { knownMail, refusedWords } from '#services/cockpit/mail_words'
import { versionValidator } from '#validators/cockpit/mails'

/** Brings earlier words of a mail back. */
@inject()
export default class MailVersionsController {
  readonly #overrides: MailOverrides

  constructor(overrides: MailOverrides) {
    this.#overrides = overrides
  }

  async store(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
    const key = String(ctx.params.key)
    const { version } = await ctx.request.validateUsing(versionValidator)
    await knownMail(refusedWords(this.#overrides.restore(key, version, ctx)))
    ctx.session.flash('notice', `Version ${version} is back.`)
    ctx.response.redirect().status(303).toPath(`/admin/mail/templates/${key}/`)
  }
}
