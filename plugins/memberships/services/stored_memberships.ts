import MembershipDirectory from '#contracts/membership_directory'
import Membership from '#models/membership'
import { isVoting } from '#services/vote_affirmation'

/** The directory of members, from the table. */
export default class StoredMemberships extends MembershipDirectory {
  async isMember(userId: number): Promise<boolean> {
    return (await Membership.findBy('user_id', userId)) !== null
  }

  async isVotingMember(userId: number): Promise<boolean> {
    const membership = await Membership.findBy('user_id', userId)
    return membership !== null && isVoting(membership)
  }

  async hasHigherLevel(userId: number): Promise<boolean> {
    return (await Membership.findBy('user_id', userId))?.isHigherLevel ?? false
  }
}
