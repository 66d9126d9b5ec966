import { randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { SignInRefused } from '#exceptions/sign_in_refused'
import type { AttemptSecrets, SignInProvider } from './sign_in_provider.js'

const ATTEMPTS = 'social_sign_in.attempts'

/** How long somebody may take at the provider, in milliseconds. */
const ATTEMPT_MS = 15 * 60_000

/** Open attempts of one browser, in as many tabs; older ones are given up. */
const MOST = 5

/** What an attempt is for. */
export interface AttemptAim {
  /** Path that the person is led to in the end. */
  next: string | null
  /** True for somebody who is signed in and shows once more who they are. */
  askAgain: boolean
}

/** An attempt as the session keeps it. */
interface KeptAttempt extends AttemptSecrets, AttemptAim {
  provider: string
  startedAt: number
}

/** An attempt that came back. */
export interface ReturnedAttempt extends AttemptAim {
  secrets: AttemptSecrets
}

const secret = (): string => randomBytes(32).toString('base64url')

/**
 * @param ctx - a request with a session
 * @param provider - where the person is about to go
 * @param aim - what it is for
 * @returns secrets for this attempt alone
 */
export function beginAttempt({ session }: HttpContext, provider: SignInProvider, aim: AttemptAim): AttemptSecrets {
  const secrets = { state: secret(), nonce: secret(), verifier: secret() }
  const begun: KeptAttempt = { ...secrets, provider: provider.key, ...aim, startedAt: Date.now() }
  const open: KeptAttempt[] = session.get(ATTEMPTS, [])
  session.put(ATTEMPTS, [begun, ...open].slice(0, MOST))
  return secrets
}

/**
 * Takes the attempt that a provider's answer belongs to; a second answer finds none.
 *
 * @param ctx - the request that the provider sent back
 * @param provider - whose address it came to
 * @returns the attempt
 * @throws SignInRefused when this browser made no such attempt, made it elsewhere, or too long ago
 */
export function takeAttempt({ request, session }: HttpContext, provider: SignInProvider): ReturnedAttempt {
  const open: KeptAttempt[] = session.initiated ? session.get(ATTEMPTS, []) : []
  const state: unknown = request.input('state')
  const attempt = open.find((each) => each.state === state && each.provider === provider.key)
  if (!attempt) throw new SignInRefused('unknown_attempt', { provider })
  session.put(
    ATTEMPTS,
    open.filter((each) => each !== attempt)
  )
  const { next, askAgain, startedAt, ...secrets } = attempt
  if (Date.now() - startedAt > ATTEMPT_MS) throw new SignInRefused('expired', { provider, next })
  return { next, askAgain, secrets }
}
