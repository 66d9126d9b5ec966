import { imageWork } from '../image_work.js'
import { imageFolder, originalPath } from '../media_paths.js'
import type { MediaStore, StoredFile } from '../media_store.js'
import { MediaImage } from '../models/media_image.js'
import type { KeptFiles } from './kept_files.js'
import { CONTENT_TYPES, formatsOf, type VariantAddress } from './variants.js'

/** The sizes and formats of images, made when first asked for. */
export class ImageVariants {
  readonly #store: MediaStore
  readonly #kept: KeptFiles

  /**
   * @param store - where originals lie
   * @param kept - keeps what is made of them
   */
  constructor(store: MediaStore, kept: KeptFiles) {
    this.#store = store
    this.#kept = kept
  }

  /**
   * @param key - of an image
   * @param address - which of its files
   * @returns null when there is no such image, or it has no such file
   * @throws TooMuchImageWork
   */
  async find(key: string, address: VariantAddress): Promise<StoredFile | null> {
    // A drawing is sent as it lies there; nothing is made of it.
    if (address.format === 'svg') return (await this.#has(key, address)) ? this.#store.find(originalPath(key)) : null
    const { variant, format } = address
    return this.#kept.fileAt(`${imageFolder(key)}/${variant.name}.${format}`, {
      contentType: CONTENT_TYPES[format],
      make: () => this.#make(key, address),
    })
  }

  async #make(key: string, address: VariantAddress): Promise<Buffer | null> {
    if (!(await this.#has(key, address))) return null
    const { makeVariant } = await import('./make_variant.js')
    return imageWork(async () => makeVariant(await this.#store.read(originalPath(key)), address))
  }

  async #has(key: string, { format }: VariantAddress): Promise<boolean> {
    const image = await MediaImage.findBy('key', key)
    return image !== null && formatsOf(image).includes(format)
  }
}
