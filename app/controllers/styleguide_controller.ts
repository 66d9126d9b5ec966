import { ReadOnlyValuesStore } from '@adonisjs/session'
import type { HttpContext } from '@adonisjs/core/http'
import { styleguideExamples } from '#styleguide/examples'
import { sampleData, WRONG_FORM } from '#styleguide/sample_data'

/** Shows developers every part of the site with its tag; not there in production. */
export default class StyleguideController {
  async index({ view }: HttpContext): Promise<string> {
    view.share({ flashMessages: new ReadOnlyValuesStore(WRONG_FORM) })
    const data = await sampleData()
    const examples = await styleguideExamples()
    const shown = await Promise.all(
      examples.map(async (example) => ({ ...example, html: await view.render(example.view, data) }))
    )
    return view.render('pages/styleguide/index', { examples: shown })
  }
}
