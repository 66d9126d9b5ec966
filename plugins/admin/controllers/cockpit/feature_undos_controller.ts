import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { auditOrigin } from '@pydotorg/platform/audit'
import { FeatureUndo } from '@pydotorg/platform/features'
import OperatorPolicy from '#policies/operator_policy'
import { refusedAs } from '#services/cockpit/refused_as'

/** Takes back the last change of a feature, with what cascaded from it. */
@inject()
export default class FeatureUndosController {
  readonly #undo: FeatureUndo

  constructor(undo: FeatureUndo) {
    this.#undo = undo
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, response, session } = ctx
    await bouncer.with(OperatorPolicy).authorize('switchFeatures')
    const id = Number(params.id)
    const author = { who: auth.getUserOrFail().username, reason: `undoes change ${id}`, origin: auditOrigin(ctx) }
    const rows = await refusedAs('undo', this.#undo.undo(id, author))
    session.flash('notice', `As it was before: ${rows.map(({ key, state }) => `${key} is ${state}`).join(', ')}.`)
    response.redirect().status(303).back('/admin/features/')
  }
}
