import { errors, type HttpContext } from '@adonisjs/core/http'
import { plainDay } from '#services/release_dates'
import { systemPage, systemSummaries } from '#services/system_page'

export default class OperatingSystemsController {
  async index({ view }: HttpContext): Promise<string> {
    return view.render('downloads::pages/operating_systems/index', { systems: await systemSummaries() })
  }

  async show({ params, request, view }: HttpContext): Promise<string> {
    const page = await systemPage(params.slug)
    if (!page) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    return view.render('downloads::pages/operating_systems/show', { ...page, plainDay })
  }
}
