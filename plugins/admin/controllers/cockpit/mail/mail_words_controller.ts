import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import {
  MailOverrides,
  MailTemplatePolicy,
  OverrideConflict,
  TestMails,
  type MailSource,
} from '@pydotorg/platform/mail'
import { MailEditor } from '#services/cockpit/mail_editor'
import { forgetFrame, knownMail, refusedWords, typedWords } from '#services/cockpit/mail_words'
import { wordsValidator } from '#validators/cockpit/mails'

/** The words of one mail. */
@inject()
export default class MailWordsController {
  constructor(
    protected editor: MailEditor,
    protected overrides: MailOverrides,
    protected tests: TestMails
  ) {}

  async edit(ctx: HttpContext): Promise<string> {
    const mail = await this.editor.open(ctx, String(ctx.params.key))
    const { email } = ctx.auth.getUserOrFail()
    return ctx.view.render('admin::pages/cockpit/mail/template', { mail, key: mail.template.key, email })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
    const key = String(ctx.params.key)
    const { basedOn, _then: then, ...typed } = await ctx.request.validateUsing(wordsValidator)
    const words = typedWords(typed)
    await (then === 'test' ? this.#test(ctx, key, words) : this.#save(ctx, key, { ...words, basedOn: basedOn || null }))
    ctx.response.redirect().status(303).toPath(`/admin/mail/templates/${key}/`)
  }

  async #save(ctx: HttpContext, key: string, written: MailSource & { basedOn: number | null }): Promise<void> {
    try {
      await knownMail(refusedWords(this.overrides.save(key, written, ctx)))
      forgetFrame(ctx)
      ctx.session.flash('notice', 'Saved: every mail from now on has these words.')
    } catch (error) {
      if (!(error instanceof OverrideConflict)) throw error
      ctx.session.flashExcept(['_csrf'])
      ctx.session.flash('conflict', error.message)
    }
  }

  async #test(ctx: HttpContext, key: string, words: MailSource): Promise<void> {
    const { email } = ctx.auth.getUserOrFail()
    await knownMail(refusedWords(this.tests.send(key, { to: email, words }, ctx)))
    ctx.session.flashExcept(['_csrf'])
    ctx.session.flash('notice', `A test of the words below is on its way to ${email}. It saved nothing.`)
  }
}
