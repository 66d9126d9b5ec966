import type { HttpContext } from '@adonisjs/core/http'
import { publishedSample, samplePage } from '#services/published_samples'
import { captionOf, sessionLines, sourceOf } from '#services/session_lines'
import { sampleListValidator } from '#validators/code_sample'

export default class SamplesController {
  async index({ request, view }: HttpContext): Promise<string> {
    const { page = 1 } = await request.validateUsing(sampleListValidator)
    const samples = await samplePage(page)
    return view.render('code_samples::pages/samples/index', { samples, captionOf, sessionLines, sourceOf })
  }

  async show({ params, view }: HttpContext): Promise<string> {
    const sample = await publishedSample(params.slug)
    return view.render('code_samples::pages/samples/show', { sample, captionOf, sessionLines, sourceOf })
  }
}
