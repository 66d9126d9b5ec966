import { Exception } from '@adonisjs/core/exceptions'
import type { User } from '@pydotorg/platform/identity'
import Membership from '#models/membership'

/** The page is for members, and the person is none. */
export class NoMembership extends Exception {
  static override status = 404
  static override code = 'E_NO_MEMBERSHIP'
  static override message = 'This account has no membership of the Python Software Foundation.'

  /** Nothing went wrong. */
  report(): void {}
}

/**
 * @param user - somebody who is signed in
 * @returns their membership, or null
 */
export function findMembership(user: User): Promise<Membership | null> {
  return Membership.findBy('user_id', user.id)
}

/**
 * @param user - somebody who is signed in
 * @returns their membership
 * @throws NoMembership when they have none
 */
export async function membershipOf(user: User): Promise<Membership> {
  const membership = await findMembership(user)
  if (!membership) throw new NoMembership()
  return membership
}

/**
 * @param username - of an account, in any case
 * @returns the membership of that account; null when there is no such account, or it has none
 */
export function membershipNamed(username: string): Promise<Membership | null> {
  return Membership.query()
    .whereHas('user', (users) => void users.whereRaw('lower(username) = lower(?)', [username]))
    .first()
}
