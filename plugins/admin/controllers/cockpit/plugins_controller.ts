import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { FeatureDesk } from '#services/cockpit/feature_desk'
import { PluginDesk } from '#services/cockpit/plugin_desk'

@inject()
export default class PluginsController {
  readonly #desk: PluginDesk
  readonly #features: FeatureDesk

  constructor(desk: PluginDesk, features: FeatureDesk) {
    this.#desk = desk
    this.#features = features
  }

  async index({ view }: HttpContext): Promise<string> {
    return view.render('admin::pages/cockpit/plugins/index', await this.#desk.all())
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const plugin = await this.#desk.find(String(params.name))
    if (!plugin) throw new Exception('There is no such plugin.', { status: 404, code: 'E_NOT_FOUND' })
    const { name } = plugin.report
    const [history, plans] = await Promise.all([this.#features.history(name), this.#features.planned(name)])
    return view.render('admin::pages/cockpit/plugins/show', { ...plugin, history, plans })
  }
}
