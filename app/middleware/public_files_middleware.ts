import { readdirSync } from 'node:fs'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** What lies in public/; null in development, where files come and go while the site runs. */
const names = app.inDev ? null : new Set(readdirSync(app.publicPath()))

/** Asks the disk only for what may be a file; every other request is spared that. */
export default class PublicFilesMiddleware {
  async handle(ctx: HttpContext, next: NextFn): Promise<unknown> {
    const first = ctx.request.url().split('/', 2)[1] ?? ''
    if (names && !names.has(first)) return next()
    const files = await ctx.containerResolver.make(StaticMiddleware)
    return files.handle(ctx, next)
  }
}
