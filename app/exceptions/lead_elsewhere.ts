import { errors as vineErrors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { ContributionReader } from '@pydotorg/platform/contributions'
import { localPath } from '@pydotorg/platform/http'
import { keepTyped, ProofRequired, SignInRequired } from '@pydotorg/platform/identity'

/** Never written into a session, not even for one request. */
const SECRET_FIELDS = ['_csrf', 'password', 'password_confirmation', 'current_password', 'new_password', 'code']

/**
 * Errors that a browser is better led away from than told of: to the form that was filled in wrongly, with everything
 * that was typed, or to the page where people sign in.
 *
 * @param error - what was thrown
 * @param ctx - the request; somebody who wants a page
 * @returns true when the answer is a redirect
 */
export async function leadElsewhere(error: unknown, ctx: HttpContext): Promise<boolean> {
  if (error instanceof vineErrors.E_VALIDATION_ERROR) return backToForm(error, ctx)
  if (!(error instanceof SignInRequired || error instanceof ProofRequired)) return false
  if (error instanceof ProofRequired) keepTyped(ctx, SECRET_FIELDS)
  const pages = (await ctx.containerResolver.make(ContributionReader)).accountPages()
  return pages ? lead(ctx, error instanceof ProofRequired ? pages.proof : pages.signIn) : false
}

function backToForm(error: InstanceType<typeof vineErrors.E_VALIDATION_ERROR>, ctx: HttpContext): boolean {
  if (!ctx.session?.initiated || ctx.request.method() === 'GET') return false
  ctx.session.flashValidationErrors(error, false)
  ctx.session.flashExcept(SECRET_FIELDS)
  // With the query: a form may be one of several at its address.
  ctx.response.redirect().status(303).withQs().back(ctx.request.url())
  return true
}

/** A write cannot be repeated by a redirect, so its person is led to the page that it came from afterwards. */
function lead(ctx: HttpContext, address: string): boolean {
  const { request, response } = ctx
  const came = request.method() === 'GET' ? request.url(true) : refererPath(ctx)
  const query = came ? `?next=${encodeURIComponent(came)}` : ''
  response.redirect().status(303).toPath(`${address}${query}`)
  return true
}

function refererPath({ request }: HttpContext): string | null {
  const referer = request.header('referer')
  if (!referer || !URL.canParse(referer)) return null
  const { host, pathname, search } = new URL(referer)
  return host === request.host() ? localPath(`${pathname}${search}`) : null
}
