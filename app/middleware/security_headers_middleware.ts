import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { securityHeaders } from '#config/headers'

export default class SecurityHeadersMiddleware {
  handle({ response }: HttpContext, next: NextFn): Promise<unknown> {
    for (const [name, value] of Object.entries(securityHeaders)) response.header(name, value)
    return next()
  }
}
