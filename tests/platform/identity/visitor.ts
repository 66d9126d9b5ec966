import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import testUtils from '@adonisjs/core/services/test_utils'
import type { HttpContext } from '@adonisjs/core/http'
import { SessionMiddlewareFactory } from '@adonisjs/session/factories'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/**
 * @param cookies - that the browser sends, as they were set before
 * @returns a request of a browser
 */
export async function visit(cookies: readonly string[] = []): Promise<HttpContext> {
  const req = new IncomingMessage(new Socket())
  req.headers = { 'user-agent': FIREFOX, 'cookie': cookies.map((cookie) => cookie.split(';')[0]).join('; ') }
  return testUtils.createHttpContext({ req })
}

/** @returns the cookies that an answer sets */
export function cookiesOf({ response }: HttpContext): string[] {
  return [response.getHeader('set-cookie') ?? []].flat().map(String)
}

/** @returns the same with a session, as a page with a form has it */
export async function visitWithSession(): Promise<HttpContext> {
  const ctx = await visit()
  const middleware = await new SessionMiddlewareFactory().create()
  await middleware.handle(ctx, () => {})
  return ctx
}
