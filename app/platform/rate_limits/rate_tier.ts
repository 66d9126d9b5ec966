/**
 * How often an address may be asked, from what is dear or dangerous to what is cheap.
 *
 * - `critical`: guesses at secrets and searches: sign-in, sign-up, password reset
 * - `high`: what makes others work: submissions, changes of a password
 * - `medium`: every other write
 * - `low`: every other read
 */
export const RATE_TIERS = ['critical', 'high', 'medium', 'low'] as const

export type RateTier = (typeof RATE_TIERS)[number]

const READING = ['GET', 'HEAD', 'OPTIONS']

/**
 * @param method - of a request
 * @returns true when it changes nothing
 */
export function isReading(method: string): boolean {
  return READING.includes(method)
}
