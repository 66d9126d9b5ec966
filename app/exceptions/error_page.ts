import { DateTime } from 'luxon'
import type { HttpContext } from '@adonisjs/core/http'
import { RouteDirectory } from '@pydotorg/platform/http'
import { PluginRegistry } from '@pydotorg/platform/plugins'
import { errorText } from '#exceptions/error_texts'
import { nearPages } from '#exceptions/near_pages'
import { pythonAnswer } from '#exceptions/python_answer'
import type { HttpFailure, Problem } from '#exceptions/problem'

/** When to come back, by the next full minute, from the answer's own `Retry-After` in seconds. */
function comeBackAt({ response }: HttpContext): DateTime | null {
  const seconds = Number(response.getHeader('Retry-After'))
  return Number.isFinite(seconds) && seconds > 0
    ? DateTime.utc()
        .plus({ seconds: seconds + 59 })
        .startOf('minute')
    : null
}

/** Names the part of the site that is closed, so that nobody takes it for the whole. */
async function maintenanceHeading({ containerResolver, route }: HttpContext): Promise<string | null> {
  const directory = await containerResolver.make(RouteDirectory)
  const plugins = await containerResolver.make(PluginRegistry)
  const feature = route && directory.featureOf(route)
  const closed = feature && plugins.find(feature)
  return closed ? `${closed.manifest.title}: back soon` : null
}

async function headingOf({ status, code }: HttpFailure, ctx: HttpContext): Promise<string> {
  const named = code === 'E_MAINTENANCE' ? await maintenanceHeading(ctx) : null
  return named ?? errorText(status, code).heading
}

/** Without templates, for when those are what broke. */
function barePage({ status, title, detail, requestId }: Problem): string {
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>` +
    `<h1>${status} ${title}</h1><p>${status < 500 ? '' : detail}</p><p>Request ${requestId?.replace(/[^\w.-]/g, '') ?? ''}</p></html>`
  )
}

/**
 * The page for an error, with the frame of the site.
 *
 * @param problem - what may be told
 * @param failure - what was thrown
 * @param ctx - the request
 * @returns HTML; without the frame when that cannot be rendered
 */
export async function errorPage(problem: Problem, failure: HttpFailure, ctx: HttpContext): Promise<string> {
  try {
    return await ctx.view.render('pages/errors/show', {
      problem,
      heading: await headingOf(failure, ctx),
      answer: pythonAnswer(problem.status, ctx.request.url()),
      near: failure.status === 404 ? await nearPages(ctx) : [],
      comeBack: comeBackAt(ctx),
    })
  } catch (error) {
    ctx.logger.error({ err: error }, 'error page could not be rendered')
    return barePage(problem)
  }
}
