import { randomUUID } from 'node:crypto'
import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import type { ApiRequest } from '@japa/api-client'
import { ValuesStore } from '@adonisjs/session'
import type { SessionConfig, SessionStoreFactory, SessionStoreWithTaggingContract } from '@adonisjs/session/types'
import { DEVICE, type User } from '@pydotorg/platform/identity'

type Config = SessionConfig & { store: string; stores: Record<string, SessionStoreFactory> }

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'

async function store(): Promise<SessionStoreWithTaggingContract> {
  const config = await configProvider.resolve<Config>(app, app.config.get('session'))
  return config!.stores[config!.store]!(null as never, config!) as SessionStoreWithTaggingContract
}

/**
 * @param user - who
 * @returns id of a session of theirs in another browser
 */
export async function signInElsewhere(user: User): Promise<string> {
  const id = randomUUID()
  const sessions = await store()
  await sessions.tag(id, String(user.id))
  const values = new ValuesStore({ auth_web: user.id })
  values.set(DEVICE, { ip: '192.0.2.7', userAgent: CHROME, signedInAt: '2026-11-01T08:00:00.000Z' })
  await sessions.write(id, values.all())
  return id
}

/** @returns true while the session exists */
export async function sessionExists(id: string): Promise<boolean> {
  return (await (await store()).read(id)) !== null
}

/**
 * Makes the session of a request what signing in makes it: one that its owner sees in their list.
 *
 * @param request - of Japa's client, before it is sent
 * @param user - who is signed in
 */
export async function inOwnList(request: ApiRequest, user: User): Promise<void> {
  await (await store()).tag(request.sessionClient.sessionId, String(user.id))
}

/** Lets what somebody proved be too old, as if a quarter of an hour had passed. */
export async function forgetProof(user: User): Promise<void> {
  const sessions = await store()
  for (const { id, data } of await sessions.tagged(String(user.id))) {
    const values = new ValuesStore(data)
    values.unset('identity.proved_at')
    await sessions.write(id, values.all())
  }
}

/** What the session of somebody holds who has just proved who they are. */
export const proved = () => ({ 'identity.proved_at': Date.now() })
