import type { HttpContext } from '@adonisjs/core/http'
import Entry from '#models/entry'
import { entryListValidator } from '#validators/entry_list'

const ENTRIES_ON_A_PAGE = 20

export default class EntriesController {
  async index({ request, view }: HttpContext): Promise<string> {
    const { page = 1 } = await request.validateUsing(entryListValidator)
    const entries = await Entry.query()
      .withScopes((scopes) => scopes.published())
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .paginate(page, ENTRIES_ON_A_PAGE)
    entries.baseUrl('/samples/')
    return view.render('samples::pages/entries/index', { entries })
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const entry = await Entry.query()
      .withScopes((scopes) => scopes.published())
      .where('slug', params.slug)
      .firstOrFail()
    return view.render('samples::pages/entries/show', { entry })
  }
}
