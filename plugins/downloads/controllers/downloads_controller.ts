import type { HttpContext } from '@adonisjs/core/http'
import { downloadsOverview } from '#services/downloads_overview'
import { plainDay } from '#services/release_dates'
import { filterFrom, isUnfiltered } from '#services/release_filter'
import { releaseRow } from '#services/scraped_markup'

export default class DownloadsController {
  async index({ request, view }: HttpContext): Promise<string> {
    const filter = filterFrom(request.qs())
    const overview = await downloadsOverview(filter)
    const isFiltered = !isUnfiltered(filter)
    return view.render('downloads::pages/downloads/index', { ...overview, isFiltered, plainDay, releaseRow })
  }
}
