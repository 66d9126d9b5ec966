import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import { beforeSave, column } from '@adonisjs/lucid/orm'
import type { PlatformModel } from './platform_model.js'
import { slugify } from './slug.js'

/**
 * Mixin: a name, and a slug that is made from it when none is given. A slug that is given is kept as it is: python.org's
 * release tool sends slugs with capitals. Uniqueness is the table's unique index.
 *
 * @param superclass - the model to extend
 * @returns a model with `name` and `slug`
 * @example
 * class Calendar extends compose(PlatformModel, Sluggable) {}
 */
export function Sluggable<T extends NormalizeConstructor<typeof PlatformModel>>(superclass: T) {
  class SluggableModel extends superclass {
    @column()
    declare name: string

    @column()
    declare slug: string

    @beforeSave()
    static fillSlug(row: SluggableModel): void {
      if (!row.slug) row.slug = slugify(row.name)
    }
  }
  return SluggableModel
}
