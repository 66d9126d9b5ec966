/** Why somebody cannot be signed in by another site. */
export type Refusal =
  | 'unknown_attempt'
  | 'expired'
  | 'cancelled'
  | 'provider_refused'
  | 'provider_failed'
  | 'other_account'
  | 'other_identity'

/** What people read about a refusal. */
export interface RefusalText {
  status: number
  heading: string
  explanation: string
  /** True when it may go well the next time. */
  isWorthAnother: boolean
}

const TEXTS: Readonly<Record<Refusal, (provider: string) => RefusalText>> = {
  unknown_attempt: (provider) => ({
    status: 400,
    heading: 'We did not ask for this',
    explanation: `This answer from ${provider} belongs to no sign-in that was begun in this browser, or it was used already. That happens after going back in the browser, or when cookies are switched off.`,
    isWorthAnother: true,
  }),
  expired: (provider) => ({
    status: 400,
    heading: 'That took too long',
    explanation: `Signing in with ${provider} has to be done within 15 minutes.`,
    isWorthAnother: true,
  }),
  cancelled: (provider) => ({
    status: 403,
    heading: 'You were not signed in',
    explanation: `You did not allow ${provider} to tell us who you are. Nothing was stored.`,
    isWorthAnother: true,
  }),
  provider_refused: (provider) => ({
    status: 502,
    heading: `${provider} refused`,
    explanation: `${provider} sent you back without telling us who you are. Try again; if it goes on, sign in another way.`,
    isWorthAnother: true,
  }),
  provider_failed: (provider) => ({
    status: 502,
    heading: `${provider} cannot be asked`,
    explanation: `${provider} did not give us an answer that we can trust. Try again in a moment, or sign in another way.`,
    isWorthAnother: true,
  }),
  other_account: (provider) => ({
    status: 409,
    heading: 'This account belongs to somebody else',
    explanation: `Your ${provider} account is linked to another account of this site. Sign in with that one, or unlink it there first.`,
    isWorthAnother: false,
  }),
  other_identity: (provider) => ({
    status: 409,
    heading: `You have linked another ${provider} account`,
    explanation: `One account of this site is linked to one account of ${provider}. Unlink the other one first.`,
    isWorthAnother: false,
  }),
}

/**
 * @param reason - why somebody was refused
 * @param provider - what people call the provider
 * @returns what to tell them
 */
export function refusalText(reason: Refusal, provider: string): RefusalText {
  return TEXTS[reason](provider)
}
