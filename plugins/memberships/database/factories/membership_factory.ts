import factory from '@adonisjs/lucid/factories'
import { DateTime } from 'luxon'
import Membership from '#models/membership'

let made = 0

/**
 * A basic membership without an account; give it one by `userId`. States: `fellow`, `voting`, `announcements`.
 *
 * @example
 * await MembershipFactory.merge({ userId: user.id }).apply('voting').create()
 */
export const MembershipFactory = factory
  .define(Membership, () => {
    made += 1
    return {
      type: 'basic' as const,
      legalName: `Ada Member ${made}`,
      preferredName: 'Ada',
      email: `member${made}@example.org`,
      city: 'London',
      region: 'Greater London',
      country: 'United Kingdom',
      postalCode: 'W1J 7NT',
      psfCodeOfConduct: true,
      psfAnnouncements: false,
      votes: false,
    }
  })
  .state('fellow', (membership) => membership.merge({ type: 'fellow' }))
  .state('voting', (membership) => membership.merge({ votes: true, lastVoteAffirmation: DateTime.utc() }))
  .state('announcements', (membership) => membership.merge({ psfAnnouncements: true }))
  .build()
