import { Session } from '@adonisjs/session'
import type { SessionConfig, SessionStoreFactory } from '@adonisjs/session/types'
import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { currentUser } from '@pydotorg/platform/identity'
import { isWithoutSession } from '#boot/without_session'

type Config = SessionConfig & { store: string; stores: Record<string, SessionStoreFactory> }

const READING = ['GET', 'HEAD', 'OPTIONS']

/**
 * A session only for who needs one. A visitor who has none and reads a page gets no cookie and costs no look-up, so
 * that pages can be cached whole; a route whose page holds a form asks for one by `withSession()`.
 */
export default class SessionMiddleware {
  async handle(ctx: HttpContext, next: NextFn): Promise<void> {
    const config = await sessionConfig()
    ctx.session = new Session(config, config.stores[config.store]!, emitter, ctx)
    if (this.#isWanted(ctx)) await ctx.session.initiate(false)
    // A cookie of a session that is over is worth no more than none.
    const known = !ctx.session.isEmpty
    const { sessionId } = ctx.session
    await next()
    if (!ctx.session.initiated || !(known || this.#hasContent(ctx.session))) return
    if (!known || (await this.#goesOn(ctx, sessionId))) await ctx.session.commit()
    // Whatever the route said: what was made for one visitor is no other's.
    ctx.response.header('Cache-Control', 'private, no-store')
  }

  /**
   * Stores write a session that is not there. One that its owner has ended meanwhile would come back, in no list, and
   * somebody who keeps requests under way could not be signed out.
   */
  async #goesOn(ctx: HttpContext, sessionId: string): Promise<boolean> {
    if (!currentUser(ctx) || !ctx.session.hasBeenModified) return true
    const config = await sessionConfig()
    return (await config.stores[config.store]!(ctx, config).read(sessionId)) !== null
  }

  #isWanted({ request, session }: HttpContext): boolean {
    if (isWithoutSession(request.url())) return false
    return !session.fresh || !READING.includes(request.method())
  }

  #hasContent(session: Session): boolean {
    return !session.isEmpty || !session.responseFlashMessages.isEmpty
  }
}

/** What config/session.ts comes to; kept here, because each request has a middleware of its own. */
const resolved = new WeakMap<object, Promise<Config>>()

function sessionConfig(): Promise<Config> {
  const provider = app.config.get<object>('session')
  const config = resolved.get(provider) ?? resolveConfig(provider)
  resolved.set(provider, config)
  return config
}

async function resolveConfig(provider: object): Promise<Config> {
  const config = await configProvider.resolve<Config>(app, provider)
  if (!config) throw new Error('config/session.ts must export what defineConfig() of @adonisjs/session returns.')
  return config
}
