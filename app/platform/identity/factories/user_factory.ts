import factory from '@adonisjs/lucid/factories'
import { DateTime } from 'luxon'
import { User } from '../models/user.js'

let made = 0

/**
 * People for tests, with a confirmed address and no password.
 *
 * @example
 * const moderator = await UserFactory.apply('staff').create()
 */
export const UserFactory = factory
  .define(User, () => {
    made += 1
    const username = `person${made}`
    return { username, email: `${username}@example.org`, emailVerifiedAt: DateTime.utc(), isActive: true }
  })
  .state('staff', (user) => user.merge({ isStaff: true }))
  .state('superuser', (user) => user.merge({ isStaff: true, isSuperuser: true }))
  .state('inactive', (user) => user.merge({ isActive: false }))
  .state('unconfirmed', (user) => user.merge({ emailVerifiedAt: null }))
  .build()
