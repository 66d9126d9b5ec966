import { column } from '@adonisjs/lucid/orm'
import { PlatformModel } from '../../models/main.js'

/**
 * A file that pages offer for download, such as a PDF. The same bytes under the same name are one row.
 *
 * @example
 * const bylaws = await storeDocument(request.file('file'), { creator: ctx.auth.user })
 * bylaws.path // '/media/documents/5d41…/bylaws.pdf'
 */
export class MediaDocument extends PlatformModel {
  static override table = 'media_documents'

  /** Hash of bytes and name; its name on the disk and in its address. */
  @column()
  declare key: string

  /** What it is called when somebody saves it. */
  @column()
  declare name: string

  /** By its bytes, e.g. `application/pdf`. */
  @column()
  declare contentType: string

  @column()
  declare byteSize: number

  @column()
  declare creatorId: number | null

  /** Where it is read. */
  get path(): string {
    return `/media/documents/${this.key}/${encodeURIComponent(this.name)}`
  }
}
