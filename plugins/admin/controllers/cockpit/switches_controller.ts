import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Features } from '@pydotorg/platform/features'
import { SwitchPreviews } from '@pydotorg/platform/switchboard'
import OperatorPolicy from '#policies/operator_policy'
import { TurnSwitch } from '#services/cockpit/turn_switch'
import { previewValidator, reasonMessages, switchValidator } from '#validators/cockpit/features'

/** Shows what a switch would do, and turns it, now or later. */
@inject()
export default class SwitchesController {
  constructor(
    protected previews: SwitchPreviews,
    protected features: Features,
    protected turning: TurnSwitch
  ) {}

  async create({ params, request, view }: HttpContext): Promise<string> {
    const { to } = await request.validateUsing(previewValidator)
    const key = String(params.key)
    const preview = await this.previews.of(key, to)
    return view.render('admin::pages/cockpit/switches/create', { preview, feature: this.features.explain(key) })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { bouncer, params, request, response, session } = ctx
    await bouncer.with(OperatorPolicy).authorize('switchFeatures')
    const { state, reason, at, cascade } = await request.validateUsing(switchValidator, {
      messagesProvider: reasonMessages,
    })
    const key = String(params.key)
    const change = { key, state, reason, cascade: cascade ?? false }
    session.flash('notice', await (at ? this.turning.plan(ctx, { ...change, at }) : this.turning.turn(ctx, change)))
    response.redirect().status(303).toPath(`/admin/features/${key}/`)
  }
}
