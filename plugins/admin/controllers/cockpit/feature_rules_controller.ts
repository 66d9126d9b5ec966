import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { auditOrigin } from '@pydotorg/platform/audit'
import { withTypedRules } from '@pydotorg/platform/commands/typed_rules'
import { FeatureSwitch } from '@pydotorg/platform/features'
import OperatorPolicy from '#policies/operator_policy'
import { refusedAs } from '#services/cockpit/refused_as'
import { reasonMessages, rulesValidator } from '#validators/cockpit/features'

/** Says for whom, and when, a feature that is on is on. The form shows all rules, so what is empty is taken away. */
@inject()
export default class FeatureRulesController {
  readonly #featureSwitch: FeatureSwitch

  constructor(featureSwitch: FeatureSwitch) {
    this.#featureSwitch = featureSwitch
  }

  async update(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    await bouncer.with(OperatorPolicy).authorize('switchFeatures')
    const { reason, ...typed } = await request.validateUsing(rulesValidator, { messagesProvider: reasonMessages })
    const key = String(params.key)
    const rules = withTypedRules(typed, {})
    const author = { who: auth.getUserOrFail().username, reason, origin: auditOrigin(ctx) }
    const rows = await refusedAs(fieldOf(typed), this.#featureSwitch.change({ key, rules, ...author }))
    session.flash('notice', rows.length > 0 ? `The rules of ${key} are changed.` : 'The rules were so already.')
    response.redirect().status(303).toPath(`/admin/features/${key}/`)
  }
}

/** The message names the rule; it stands beside the first one that was typed. */
function fieldOf(typed: Record<string, string | undefined>): string {
  return ['percentage', 'users', 'groups', 'from', 'until'].find((name) => typed[name]) ?? 'percentage'
}
