import type { HttpContext } from '@adonisjs/core/http'
import { PasskeyRefused } from './passkey_refused.js'

/** Where the session keeps the one challenge that waits for its answer. */
const PLACE = 'identity.passkey_challenge'

const LIFETIME_MS = 5 * 60_000

/** What a challenge was made for: nobody signs in with the answer to another question. */
export type ChallengePurpose = 'registration' | 'authentication'

interface Kept {
  challenge: string
  purpose: ChallengePurpose
  expiresAt: number
}

/**
 * Keeps a challenge until its answer comes, in place of an earlier one.
 *
 * @param ctx - a request with a session
 * @param purpose - what for
 * @param challenge - as it goes to the browser
 */
export function keepChallenge({ session }: HttpContext, purpose: ChallengePurpose, challenge: string): void {
  const kept: Kept = { challenge, purpose, expiresAt: Date.now() + LIFETIME_MS }
  session.put(PLACE, kept)
}

/**
 * @param ctx - a request with a session
 * @param purpose - what for
 * @returns the challenge that was kept, this one time
 * @throws PasskeyRefused when there is none, or it is older than five minutes
 */
export function takeChallenge({ session }: HttpContext, purpose: ChallengePurpose): string {
  const kept: Kept | null = session.pull(PLACE, null)
  if (kept === null || kept.purpose !== purpose || kept.expiresAt < Date.now()) {
    throw new PasskeyRefused('That took too long. Try it once more.')
  }
  return kept.challenge
}
