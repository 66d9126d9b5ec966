import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import { askFallbacks } from '#exceptions/ask_fallbacks'
import { DatabaseAwayException, isDatabaseAway } from '#exceptions/database_away'
import { errorPage } from '#exceptions/error_page'
import { isRefusal } from '#exceptions/refusal'
import { methodNotAllowed, MethodNotAllowedException } from '#exceptions/method_not_allowed'
import { leadElsewhere } from '#exceptions/lead_elsewhere'
import { problemOf, wantsProblem } from '#exceptions/problem'
import { isUnreadableText, UnreadableText } from '#exceptions/unreadable_text'

/** What a route had already said of an answer that is not to be. */
const OF_THE_BODY = ['Content-Type', 'Content-Length', 'Cache-Control', 'ETag', 'Last-Modified', 'Content-Disposition']

/**
 * Errors in the site's own frame, or as problem+json for who asks for it. Of a failure of ours nothing is told but the
 * request's id, by which operators find it in the log.
 */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected override debug = app.inDev

  override async report(thrown: unknown, ctx: HttpContext): Promise<void> {
    return super.report(await this.#understood(thrown, ctx), ctx)
  }

  override async handle(thrown: unknown, ctx: HttpContext): Promise<unknown> {
    const error = await this.#afterFallbacks(this.toHttpError(await this.#understood(thrown, ctx)), ctx)
    if (error === null) return
    if (typeof error.handle === 'function' && !isRefusal(error)) return error.handle(error, ctx)
    if (ctx.response.headersSent) return ctx.response.response.destroy()
    if (!wantsProblem(ctx) && (await leadElsewhere(error, ctx))) return
    if (error.status < 400 || error.status > 599) error.status = 500
    this.#setHeaders(error, ctx)
    const problem = problemOf(error, ctx)
    ctx.response.status(error.status)
    if (wantsProblem(ctx)) return ctx.response.type('application/problem+json').send(JSON.stringify(problem))
    if (error.status === 500 && this.isDebuggingEnabled(ctx)) return super.renderErrorAsHTML(error, ctx)
    return ctx.response.type('html').send(await errorPage(problem, error, ctx))
  }

  /** What is left to be told: null when a plugin has answered, and its own error when it has one. */
  async #afterFallbacks(error: HttpError, ctx: HttpContext): Promise<HttpError | null> {
    try {
      return (await askFallbacks(error, ctx)) ? null : error
    } catch (thrown) {
      await this.report(thrown, ctx)
      return this.toHttpError(await this.#understood(thrown, ctx))
    }
  }

  async #understood(thrown: unknown, ctx: HttpContext): Promise<unknown> {
    if (isDatabaseAway(thrown)) return new DatabaseAwayException('The database is away', { cause: thrown })
    if (isUnreadableText(thrown)) return new UnreadableText(undefined, { cause: thrown })
    return (await methodNotAllowed(thrown, ctx)) ?? thrown
  }

  #setHeaders(error: unknown, { features, response }: HttpContext): void {
    for (const name of OF_THE_BODY) response.removeHeader(name)
    response.vary('Accept')
    features.keepPrivate()
    if (error instanceof MethodNotAllowedException) response.header('Allow', error.allowed.join(', '))
    // Whoever throws it in a controller or a service sets no header.
    const seconds = retryAfterOf(error)
    if (seconds !== null) response.header('Retry-After', String(seconds))
  }
}

/** When the same request may be sent again, in seconds; null when it makes no difference. */
function retryAfterOf(error: unknown): number | null {
  const { retryAfter } = error as { retryAfter?: unknown }
  return typeof retryAfter === 'number' ? retryAfter : null
}
