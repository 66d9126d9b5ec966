import { errors, type HttpContext } from '@adonisjs/core/http'
import { categoryPage } from '#services/story_lists'
import { storyListValidator } from '#validators/story_list'

export default class CategoriesController {
  async show({ features, params, request, view }: HttpContext): Promise<string> {
    const { page = 1 } = await request.validateUsing(storyListValidator)
    const shown = await categoryPage(params.slug, page)
    if (!shown) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    const maySubmit = features.isOn('success_stories.submissions')
    return view.render('success_stories::pages/categories/show', { ...shown, maySubmit })
  }
}
