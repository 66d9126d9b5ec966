import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { boxHtml } from '#services/box_html'

/** A box alone, for scripts that put it into a page and for programs that read it. */
export default class BoxesController {
  async show({ params, response }: HttpContext): Promise<void> {
    const html = await boxHtml(String(params.label))
    if (html === null) throw new Exception('There is no such box.', { status: 404 })
    // Said, because an empty answer would be 204 otherwise.
    response.status(200).type('html').send(html)
  }
}
