import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { AuditLog } from '@pydotorg/platform/audit'
import Membership from '#models/membership'
import { listMessages } from '#services/announcement_list'
import type { MembershipDetails } from '#services/change_membership'
import { tellAnnouncementList } from '#services/tell_announcement_list'

/** What staff write; what a member accepted or affirmed is not theirs to say. */
export type StaffChange = Omit<MembershipDetails, 'psfAnnouncements'> & Pick<Membership, 'type'>

/**
 * Changes a membership for somebody else. The audit log keeps which details changed and not what they are: nobody could
 * delete them there. The list of announcements follows the address.
 *
 * @param ctx - the request of who changes it
 * @param id - of the membership
 * @param change - what it is from now on
 * @returns the membership as it is now
 * @throws E_ROW_NOT_FOUND when it is gone
 */
export async function changeByStaff(ctx: HttpContext, id: number, change: StaffChange): Promise<Membership> {
  const audit = await ctx.containerResolver.make(AuditLog)
  const { membership, before } = await db.transaction(async (trx) => {
    const found = await Membership.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    const was = { type: found.type, email: found.email, psfAnnouncements: found.psfAnnouncements }
    found.merge(change)
    const details = Object.keys(found.$dirty).filter((name) => name !== 'type')
    if (!found.$isDirty) return { membership: found, before: was }
    await found.save()
    const record = {
      ...{ by: ctx, action: 'memberships.membership.update' as const },
      subject: { type: 'membership', id, label: found.legalName },
      before: { type: was.type },
      after: { type: found.type, details_changed: details.sort().join(', ') },
    }
    await audit.record(record, trx)
    return { membership: found, before: was }
  })
  await tellAnnouncementList(listMessages(before, membership))
  return membership
}
