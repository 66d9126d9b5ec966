import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import { column } from '@adonisjs/lucid/orm'
import type { PlatformModel } from './platform_model.js'

/**
 * Mixin: who made a row and who changed it last. Null for rows that came by a seed or an import.
 *
 * @param superclass - the model to extend
 * @returns a model with `creatorId` and `lastModifiedById`
 * @example
 * class Release extends compose(PlatformModel, Sluggable, ContentManageable) {}
 */
export function ContentManageable<T extends NormalizeConstructor<typeof PlatformModel>>(superclass: T) {
  class ContentManageableModel extends superclass {
    @column()
    declare creatorId: number | null

    @column()
    declare lastModifiedById: number | null
  }
  return ContentManageableModel
}
