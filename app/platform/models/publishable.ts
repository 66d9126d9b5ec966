import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import { column, scope } from '@adonisjs/lucid/orm'
import type { PlatformModel } from './platform_model.js'

/**
 * Mixin: drafts and published rows, with a scope for what visitors may see.
 *
 * @param superclass - the model to extend
 * @returns a model with `isPublished` and the scope `published`
 * @example
 * const releases = await Release.query().withScopes((scopes) => scopes.published())
 */
export function Publishable<T extends NormalizeConstructor<typeof PlatformModel>>(superclass: T) {
  class PublishableModel extends superclass {
    @column()
    declare isPublished: boolean

    static published = scope((query) => {
      query.where('is_published', true)
    })
  }
  return PublishableModel
}
