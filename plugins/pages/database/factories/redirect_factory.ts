import factory from '@adonisjs/lucid/factories'
import Redirect from '#models/redirect'

let made = 0

/**
 * A permanent redirect, written as it is, past the rules of RedirectEditor.
 *
 * @example
 * await RedirectFactory.merge({ oldPath: '/old', newPath: '/new/' }).create()
 */
export const RedirectFactory = factory
  .define(Redirect, () => {
    made += 1
    return { oldPath: `/made/old-${made}`, newPath: `/made/new-${made}/`, isPermanent: true, note: '' }
  })
  .build()
