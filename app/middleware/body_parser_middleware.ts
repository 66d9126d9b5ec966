import { inject } from '@adonisjs/core'
import BodyParser from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { readsOwnBody } from '@pydotorg/platform/wire_api'

/** Reads bodies, but not for routes that have words of their own for what cannot be read. */
@inject()
export default class BodyParserMiddleware {
  constructor(protected parser: BodyParser) {}

  async handle(ctx: HttpContext, next: NextFn): Promise<unknown> {
    return readsOwnBody(ctx) ? next() : this.parser.handle(ctx, next)
  }
}
