import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { FallbackOutcome } from '@pydotorg/platform/contributions'
import { findRedirect } from '#services/find_redirect'
import { pageAt } from '#services/find_page'
import { destination } from '#services/redirect_path'
import { sendPage } from '#services/send_page'

/** An operator took away what was at this address, and nothing took its place. */
class Gone extends Exception {
  static override status = 410
  static override code = 'E_GONE'

  /** Called instead of logging: nothing went wrong. */
  report(): void {}
}

/**
 * Answers what no route answers. Behaviour kept from python.org: a redirect beats a page, a page beats 404; a page's
 * address ends in a slash, also when it looks like a file, and what stands behind the `?` is of no account.
 */
export default async function answerAddress(ctx: HttpContext): Promise<FallbackOutcome> {
  const path = ctx.request.url()
  const redirect = await findRedirect(path)
  if (redirect) {
    if (redirect.newPath === '') throw new Gone('What was here was removed for good, and nothing took its place.')
    const location = destination(redirect.oldPath, redirect.newPath, ctx.request.request.url ?? path)
    sendElsewhere(ctx, location, redirect.isPermanent ? 301 : 302)
    return 'answered'
  }
  const page = await pageAt(ctx, path)
  if (!page) return 'passed'
  if (path === page.href) await sendPage(ctx, page)
  else sendElsewhere(ctx, page.href, 301)
  return 'answered'
}

function sendElsewhere({ response }: HttpContext, location: string, status: 301 | 302): void {
  response.status(status).header('Location', location)
  response.send('')
}
