import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { FeaturePlans } from '@pydotorg/platform/features'
import OperatorPolicy from '#policies/operator_policy'

/** Calls off a change that was planned. */
@inject()
export default class FeaturePlansController {
  readonly #plans: FeaturePlans

  constructor(plans: FeaturePlans) {
    this.#plans = plans
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { bouncer, params, response, session } = ctx
    await bouncer.with(OperatorPolicy).authorize('switchFeatures')
    const plan = await this.#plans.cancel(Number(params.id), ctx)
    session.flash('notice', plan ? `Called off: ${plan.key} stays as it is.` : 'This change does not wait any more.')
    response.redirect().status(303).back('/admin/features/')
  }
}
