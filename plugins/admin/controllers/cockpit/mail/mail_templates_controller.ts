import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { MailOverrides, MailTemplateList, MailTemplatePolicy } from '@pydotorg/platform/mail'

const LIST = '/admin/mail/templates/'

/** Mails that plugins send, and whose words they have. */
@inject()
export default class MailTemplatesController {
  constructor(
    protected list: MailTemplateList,
    protected overrides: MailOverrides
  ) {}

  async index({ view }: HttpContext): Promise<string> {
    const [templates, orphans] = [await this.list.all(), await this.list.orphans()]
    return view.render('admin::pages/cockpit/mail/templates', { templates, orphans })
  }

  /** Back to the plugin's own; also for a mail that no plugin declares any more. */
  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(MailTemplatePolicy).authorize('change')
    const key = String(ctx.params.key)
    if (!(await this.overrides.remove(key, ctx))) {
      throw new Exception('Nobody has changed this mail.', { status: 404, code: 'E_NOT_FOUND' })
    }
    ctx.session.flash(
      'notice',
      `${key}: the plugin’s own words are sent again. What was written stays among the versions.`
    )
    ctx.response.redirect().status(303).toPath(LIST)
  }
}
