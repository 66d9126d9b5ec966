import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

export default class RequestLogMiddleware {
  async handle(_ctx: HttpContext, next: NextFn): Promise<void> {
    await next()
  }
}
