import app from '@adonisjs/core/services/app'
import type { IncomingFile } from './incoming_file.js'
import { MediaLibrary, type Sender } from './media_library.js'
import type { MediaDocument } from './models/media_document.js'
import type { MediaImage } from './models/media_image.js'

/**
 * Takes an image in: JPEG, PNG, GIF, WebP, AVIF or SVG by its bytes, at most 15 MB and 50 megapixels.
 *
 * @param file - a field of a form, or `{ name, bytes }`
 * @param sender - who sent it; null for an import
 * @returns the image; the one that is there when the same bytes were sent before
 * @throws UploadRefused whose message is for whoever sent it
 * @example
 * const image = await storeImage(logo, { creator: ctx.auth.user }).catch(UploadRefused.beside('logo'))
 */
export async function storeImage(file: IncomingFile, sender: Sender): Promise<MediaImage> {
  return (await app.container.make(MediaLibrary)).storeImage(file, sender)
}

/**
 * Takes any other file of pages in: PDF, text, office documents, archives; at most 50 MB.
 *
 * @param file - a field of a form, or `{ name, bytes }`
 * @param sender - who sent it; null for an import
 * @returns the document; the one that is there when the same bytes were sent before under the same name
 * @throws UploadRefused whose message is for whoever sent it
 */
export async function storeDocument(file: IncomingFile, sender: Sender): Promise<MediaDocument> {
  return (await app.container.make(MediaLibrary)).storeDocument(file, sender)
}
