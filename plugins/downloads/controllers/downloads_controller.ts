import type { HttpContext } from '@adonisjs/core/http'
import { downloadsParts } from '#services/downloads_parts'
import { filterFrom } from '#services/release_filter'

export default class DownloadsController {
  async index({ request, view }: HttpContext): Promise<string> {
    return view.render('downloads::pages/downloads/index', await downloadsParts(filterFrom(request.qs())))
  }
}
