import type { User } from '@pydotorg/platform/identity'
import Membership from '#models/membership'

/** A person's own copy of what they told the Foundation; null for who is no member. */
export default async function personalData({ id }: User): Promise<unknown> {
  const membership = await Membership.findBy('userId', id)
  return membership?.serialize({ fields: { omit: ['id', 'userId'] } }) ?? null
}
