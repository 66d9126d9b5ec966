import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { SessionData } from '@adonisjs/session/types'
import { SignInRequired } from './signed_in.js'

const PROVED_AT = 'identity.proved_at'

/** What somebody had typed when they were asked who they are. */
const TYPED = 'identity.typed'

/** How long a proof lasts, in milliseconds. */
const SUDO_MS = 15 * 60_000

/** A dangerous act, and the last proof of who is there is too old. A browser is asked for it and led back. */
export class ProofRequired extends Exception {
  static override status = 403
  static override code = 'E_PROOF_REQUIRED'
  static override message = 'Confirm that it is you before you go on.'

  /** Nothing went wrong. */
  report(): void {}
}

/**
 * Notes that the person has just proved who they are, by a password, a passkey or another way to sign in. What they had
 * typed when they were asked for it is in the form again that they are led back to.
 *
 * @param ctx - a request with a session
 */
export function noteProof({ session }: HttpContext): void {
  session.put(PROVED_AT, Date.now())
  const typed: SessionData | null = session.pull(TYPED, null)
  if (typed) session.flash(typed)
}

/**
 * Keeps what was typed while the person is asked who they are, so that the question costs them nothing. A page that is
 * opened in between has forms of its own, so what was kept is forgotten then.
 *
 * @param ctx - a request with a session, that a proof has to precede
 * @param secrets - fields that are kept nowhere
 */
export function keepTyped({ request, session }: HttpContext, secrets: readonly string[]): void {
  if (request.method() === 'GET') return session.forget(TYPED)
  const isText = (value: unknown): boolean => typeof value === 'string' || (Array.isArray(value) && value.every(isText))
  const kept = Object.entries(request.original()).filter(([name, value]) => !secrets.includes(name) && isText(value))
  session.put(TYPED, Object.fromEntries(kept))
}

/**
 * @param ctx - a request with a session
 * @returns true while the last proof is fresh
 */
export function hasFreshProof({ session }: HttpContext): boolean {
  return Date.now() - Number(session.get(PROVED_AT, 0)) < SUDO_MS
}

/**
 * Route middleware in front of dangerous acts: the person must have proved within the last 15 minutes who they are, so
 * that a browser that was left open gives nothing away.
 *
 * @returns the middleware
 * @throws SignInRequired for a guest; ProofRequired when the proof is too old
 * @example
 * router.post('/accounts/delete/', [AccountsController, 'destroy']).use(sudo())
 */
export function sudo() {
  return async (ctx: HttpContext, next: NextFn): Promise<unknown> => {
    if (!ctx.auth.user) throw new SignInRequired()
    if (!hasFreshProof(ctx)) throw new ProofRequired()
    return next()
  }
}
