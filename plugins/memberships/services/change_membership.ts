import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import { User } from '@pydotorg/platform/identity'
import { DateTime } from 'luxon'
import Membership from '#models/membership'
import { listMessages } from '#services/announcement_list'
import { tellAnnouncementList } from '#services/tell_announcement_list'

/** What a member tells of themselves. */
export type MembershipDetails = Pick<
  Membership,
  'legalName' | 'preferredName' | 'email' | 'city' | 'region' | 'country' | 'postalCode'
> & { psfAnnouncements?: boolean }

/**
 * Makes somebody who accepted the code of conduct a basic member.
 *
 * @param user - who joins
 * @param details - what they told
 * @returns the membership; one that is there already, e.g. because a form was sent twice, stays as it is
 */
export async function becomeMember(user: User, details: MembershipDetails): Promise<Membership> {
  const { membership, isNew } = await db.transaction(async (trx) => {
    // Two forms of one person come one after the other.
    await User.query({ client: trx }).where('id', user.id).forUpdate().firstOrFail()
    const here = await Membership.findBy('user_id', user.id, { client: trx })
    if (here) return { membership: here, isNew: false }
    const accepted = { userId: user.id, type: 'basic' as const, psfCodeOfConduct: true }
    return { membership: await Membership.create({ ...details, ...accepted }, { client: trx }), isNew: true }
  })
  if (isNew) await tellAnnouncementList(listMessages(null, membership))
  return membership
}

/**
 * @param membership - as it is
 * @param details - what its owner told now
 */
export async function changeDetails(membership: Membership, details: MembershipDetails): Promise<void> {
  const before = { email: membership.email, psfAnnouncements: membership.psfAnnouncements }
  await membership.merge(details).save()
  await tellAnnouncementList(listMessages(before, membership))
}

/**
 * The member says that they will vote, also when they said so before.
 *
 * @param membership - of who says it
 */
export async function affirmVote(membership: Membership): Promise<void> {
  await membership.merge({ votes: true, lastVoteAffirmation: DateTime.utc() }).save()
}

/**
 * Ends a membership. The list of announcements forgets its address, too. That a superuser ended somebody else's is
 * noted in the audit log.
 *
 * @param ctx - the request of who ends it
 * @param membership - the one that ends
 */
export async function endMembership(ctx: HttpContext, membership: Membership): Promise<void> {
  const isOwn = membership.userId === ctx.auth.user?.id
  const audit = await ctx.containerResolver.make(AuditLog)
  await db.transaction(async (trx) => {
    await membership.useTransaction(trx).delete()
    if (isOwn) return
    const subject = { type: 'membership', id: membership.id, label: membership.legalName }
    const { id, userId, type } = membership
    await audit.record({ by: ctx, action: 'memberships.membership.delete', subject, before: { id, userId, type } }, trx)
  })
  await tellAnnouncementList(listMessages(membership, null))
}
