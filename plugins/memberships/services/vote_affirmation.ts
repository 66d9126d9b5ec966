import { DateTime } from 'luxon'

/** How long a member's word that they will vote holds. Behaviour kept from python.org: a leap year's days. */
const HOLDS_DAYS = 366

/** What a membership says about voting. */
export interface Vote {
  votes: boolean
  lastVoteAffirmation: DateTime | null
}

/**
 * @param vote - what the membership says
 * @returns true when the member votes and affirmed it 366 days ago or earlier; never for who does not vote
 */
export function needsVoteAffirmation({ votes, lastVoteAffirmation }: Vote): boolean {
  if (!votes || !lastVoteAffirmation) return false
  return lastVoteAffirmation <= DateTime.utc().minus({ days: HOLDS_DAYS })
}

/**
 * @param vote - what the membership says
 * @returns true while the member's affirmation holds
 */
export function isVoting(vote: Vote): boolean {
  return vote.votes && vote.lastVoteAffirmation !== null && !needsVoteAffirmation(vote)
}
