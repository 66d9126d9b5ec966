import { randomUUID } from 'node:crypto'
import { CookieClient } from '@adonisjs/core/http'
import { configProvider } from '@adonisjs/core'
import { Encryption } from '@adonisjs/core/encryption'
import app from '@adonisjs/core/services/app'
import type { SessionConfig, SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'
import type { User } from '@pydotorg/platform/identity'

type Config = SessionConfig & { store: string; stores: Record<string, SessionStoreFactory> }

/** Lets the site keep sessions in the database, as it does in production without Redis. Give the result to `cleanup`. */
export async function keepSessionsInDatabase(): Promise<() => void> {
  const given: unknown = app.config.get('session')
  const config = await configProvider.resolve<Config>(app, given)
  app.config.set(
    'session',
    configProvider.create(async () => ({ ...config!, store: 'database' }))
  )
  return () => app.config.set('session', given)
}

/**
 * @param user - who is signed in from now on
 * @returns the header `Cookie` of their browser
 */
export async function sessionCookie(user: User): Promise<string> {
  const config = await configProvider.resolve<Config>(app, app.config.get('session'))
  const store = config!.stores.database!(null as never, config!) as SessionStoreWithTaggingContract
  const id = randomUUID()
  await store.tag(id, String(user.id))
  await store.write(id, { auth_web: user.id })
  const signed = new CookieClient(await app.container.make(Encryption)).sign(config!.cookieName, id)
  return `${config!.cookieName}=${signed}`
}
