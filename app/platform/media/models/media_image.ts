import { column } from '@adonisjs/lucid/orm'
import { PlatformModel } from '../../models/main.js'

/** What an image is sent as to a browser that knows neither AVIF nor WebP. */
export type FallbackFormat = 'jpeg' | 'png' | 'gif' | 'svg'

/**
 * An image that somebody uploaded. The same bytes are one row, whoever sends them; others point to it by a foreign key
 * without `on delete cascade`, and an image that nobody points to is deleted after a while (`media:clean`).
 *
 * @example
 * const image = await storeImage(request.file('logo'), { creator: ctx.auth.user })
 * company.logoImageId = image.id
 */
export class MediaImage extends PlatformModel {
  static override table = 'media_images'

  /** Hash of the bytes; its name on the disk and in addresses. */
  @column()
  declare key: string

  /** What it was called by who sent it; for people, never a path. */
  @column()
  declare name: string

  /** Of the original, by its bytes, e.g. `image/png`. */
  @column()
  declare contentType: string

  @column()
  declare fallbackFormat: FallbackFormat

  /** Pixels, as it is shown: its orientation is applied. */
  @column()
  declare width: number

  @column()
  declare height: number

  /** More than one when it moves. */
  @column()
  declare frames: number

  /** Of the original. */
  @column()
  declare byteSize: number

  /** Who sent it first; null for an import, and when their account is gone. */
  @column()
  declare creatorId: number | null
}
