import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { DatabaseAwayException, isDatabaseAway } from '#exceptions/database_away'
import { errorPage } from '#exceptions/error_page'
import { methodNotAllowed, MethodNotAllowedException } from '#exceptions/method_not_allowed'
import { problemOf, wantsProblem } from '#exceptions/problem'

/** Seconds after which a database that is away may be back. */
const DATABASE_RETRY_AFTER = '5'

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
    const error = this.toHttpError(await this.#understood(thrown, ctx))
    if (typeof error.handle === 'function') return error.handle(error, ctx)
    if (ctx.response.headersSent) return ctx.response.response.destroy()
    if (error.status < 400 || error.status > 599) error.status = 500
    this.#setHeaders(error, ctx)
    const problem = problemOf(error, ctx)
    ctx.response.status(error.status)
    if (wantsProblem(ctx)) return ctx.response.type('application/problem+json').send(JSON.stringify(problem))
    if (error.status === 500 && this.isDebuggingEnabled(ctx)) return super.renderErrorAsHTML(error, ctx)
    return ctx.response.type('html').send(await errorPage(problem, error, ctx))
  }

  async #understood(thrown: unknown, ctx: HttpContext): Promise<unknown> {
    if (isDatabaseAway(thrown)) return new DatabaseAwayException('The database is away', { cause: thrown })
    return (await methodNotAllowed(thrown, ctx)) ?? thrown
  }

  #setHeaders(error: unknown, { features, response }: HttpContext): void {
    for (const name of OF_THE_BODY) response.removeHeader(name)
    response.vary('Accept')
    features.keepPrivate()
    if (error instanceof MethodNotAllowedException) response.header('Allow', error.allowed.join(', '))
    if (error instanceof DatabaseAwayException) response.header('Retry-After', DATABASE_RETRY_AFTER)
  }
}
