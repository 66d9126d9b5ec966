import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { FeatureDesk } from '#services/cockpit/feature_desk'
import { trialValidator } from '#validators/cockpit/features'

@inject()
export default class FeaturesController {
  readonly #desk: FeatureDesk

  constructor(desk: FeatureDesk) {
    this.#desk = desk
  }

  async index({ view }: HttpContext): Promise<string> {
    const [history, plans] = await Promise.all([this.#desk.history(), this.#desk.planned()])
    return view.render('admin::pages/cockpit/features/index', { features: this.#desk.all(), history, plans })
  }

  async show({ params, request, view }: HttpContext): Promise<string> {
    const trial = await request.validateUsing(trialValidator)
    const feature = this.#desk.find(String(params.key))
    if (!feature) throw new Exception('There is no such feature.', { status: 404, code: 'E_NOT_FOUND' })
    const { key } = feature
    const [history, plans, result] = await Promise.all([
      this.#desk.history(key),
      this.#desk.planned(key),
      this.#desk.judge(key, trial),
    ])
    return view.render('admin::pages/cockpit/features/show', { feature, history, plans, trial, result })
  }
}
