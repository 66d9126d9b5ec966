import factory from '@adonisjs/lucid/factories'
import UserGroup from '#models/user_group'

let made = 0

/**
 * A group that waits for a moderator. States: `approved`, `trusted`.
 *
 * @example
 * const groups = await UserGroupFactory.apply('approved').createMany(3)
 */
export const UserGroupFactory = factory
  .define(UserGroup, () => {
    made += 1
    return {
      name: `Group ${made}`,
      location: 'Exampleton',
      url: `https://group${made}.example.org/`,
      urlType: 'meetup' as const,
      startDate: null,
      approved: false,
      trusted: false,
    }
  })
  .state('approved', (group) => group.merge({ approved: true }))
  .state('trusted', (group) => group.merge({ trusted: true }))
  .build()
