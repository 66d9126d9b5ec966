import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import type { NextFn } from '@adonisjs/core/types/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { loadOnce } from '@pydotorg/platform/plugins'

const contributed = await app.container.make(ContributionReader)

/** Headers that plugins give to answers of the API, errors included. What fails there costs no answer. */
export default class ApiHeadersMiddleware {
  async handle(ctx: HttpContext, next: NextFn): Promise<unknown> {
    if (ctx.request.url().startsWith('/api/')) await this.#add(ctx)
    return next()
  }

  async #add({ request, response, logger }: HttpContext): Promise<void> {
    for (const source of contributed.apiHeaderSources()) {
      try {
        const headers = await loadOnce(source)
        for (const [name, value] of Object.entries(headers(request.url()))) response.header(name, value)
      } catch (error) {
        logger.error({ err: error }, 'headers of the API left out')
      }
    }
  }
}
