import type { User } from '@pydotorg/platform/identity'
import type { TemplatedMail } from '@pydotorg/platform/mail'
import type { MailedLinks } from '#services/mailed_links'
import { addressTakenMail } from '../mails/main.js'

/**
 * Leads to a new password, and never just confirms the address: somebody else may have opened the account with it, and
 * their password would open it from then on.
 *
 * @param mailed - the links that stand in mails
 * @param owner - whose address somebody has typed into a form for new accounts, or as their own new address
 * @returns what to mail them; null when they were sent enough of them, or have no use of it
 */
export async function tellOwner(mailed: MailedLinks, owner: User): Promise<TemplatedMail | null> {
  const path = owner.isActive ? await mailed.make(owner, 'reset_password', owner.email) : null
  return path === null ? null : addressTakenMail(owner, path)
}
