import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { auditOrigin } from '@pydotorg/platform/audit'
import { formError } from '@pydotorg/platform/http'
import { SettingChangeRefused, SettingChanges } from '@pydotorg/platform/settings'
import OperatorPolicy from '#policies/operator_policy'
import { SettingDesk, type ListedSetting } from '#services/cockpit/setting_desk'
import { boundsInWords, choicesOf, valueInWords } from '#services/cockpit/setting_words'
import { settingMessages, settingResetValidator, settingValidator } from '#validators/cockpit/settings'

/** Values that operators change while the site runs. */
@inject()
export default class SettingsController {
  constructor(
    protected desk: SettingDesk,
    protected changes: SettingChanges
  ) {}

  async index({ view }: HttpContext): Promise<string> {
    const groups = await this.desk.groups()
    return view.render('admin::pages/cockpit/settings/index', { groups, valueInWords })
  }

  async edit({ params, view }: HttpContext): Promise<string> {
    const setting = await this.#find(String(params.key))
    return view.render('admin::pages/cockpit/settings/edit', {
      setting,
      history: await this.desk.history(setting.key),
      bounds: boundsInWords(setting.declaration),
      choices: choicesOf(setting.declaration),
      inWords: (text: string | null) => valueInWords(setting.declaration, text),
    })
  }

  async update(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('changeSettings')
    const { key, title } = await this.#find(String(ctx.params.key))
    const { value = '', reason } = await ctx.request.validateUsing(settingValidator, {
      messagesProvider: settingMessages,
    })
    const isChanged = await besideField(this.changes.set(key, value, { ...authorOf(ctx), reason }))
    ctx.session.flash('notice', isChanged ? `“${title}” is changed.` : `“${title}” was so already.`)
    ctx.response.redirect().status(303).toPath(`/admin/settings/${key}/`)
  }

  async destroy(ctx: HttpContext): Promise<void> {
    await ctx.bouncer.with(OperatorPolicy).authorize('changeSettings')
    const { key, title } = await this.#find(String(ctx.params.key))
    const { reason } = await ctx.request.validateUsing(settingResetValidator, { messagesProvider: settingMessages })
    const isChanged = await besideField(this.changes.reset(key, { ...authorOf(ctx), reason }))
    const notice = isChanged ? `“${title}” has its default again.` : `“${title}” had its default already.`
    ctx.session.flash('notice', notice)
    ctx.response.redirect().status(303).toPath(`/admin/settings/${key}/`)
  }

  async #find(key: string): Promise<ListedSetting & { owner: string }> {
    const setting = await this.desk.find(key)
    if (setting) return setting
    throw new Exception('There is no such setting, or its plugin is off.', { status: 404, code: 'E_NOT_FOUND' })
  }
}

function authorOf(ctx: HttpContext) {
  return { who: ctx.auth.getUserOrFail().username, origin: auditOrigin(ctx) }
}

/** What the platform refuses stands beside the field, and nothing that was typed is lost. */
async function besideField(work: Promise<boolean>): Promise<boolean> {
  return work.catch((error: unknown) => {
    const isUnknown = error instanceof SettingChangeRefused && error.status === 404
    throw error instanceof SettingChangeRefused && !isUnknown ? formError('value', error.message) : error
  })
}
