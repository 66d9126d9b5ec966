import type { HttpContext } from '@adonisjs/core/http'
import type { ProviderIdentity } from './sign_in_provider.js'

const WAITING = 'social_sign_in.waiting'

/** How long somebody may think about a username, or look for their password, in milliseconds. */
const WAITING_MS = 30 * 60_000

/** Somebody who has shown that an account elsewhere is theirs, and that belongs to no account here yet. */
export interface WaitingIdentity {
  identity: ProviderIdentity
  /** Path that they are led to in the end. */
  next: string | null
}

/**
 * @param ctx - a request with a session
 * @param waiting - who, and where to lead them; takes the place of whoever waited before
 */
export function keepWaiting({ session }: HttpContext, waiting: WaitingIdentity): void {
  session.put(WAITING, { ...waiting, since: Date.now() })
}

/**
 * @param ctx - a request with a session
 * @param provider - by which they must have come
 * @returns who waits; null when nobody does, or they came by another provider or too long ago
 */
export function waitingIdentity({ session }: HttpContext, provider: string): WaitingIdentity | null {
  const waiting: (WaitingIdentity & { since: number }) | null = session.initiated ? session.get(WAITING, null) : null
  if (!waiting || waiting.identity.provider !== provider || Date.now() - waiting.since > WAITING_MS) return null
  return { identity: waiting.identity, next: waiting.next }
}

/** @param ctx - a request with a session, in which nobody shall wait any longer */
export function endWaiting({ session }: HttpContext): void {
  session.forget(WAITING)
}
