import { makeVariant } from '@pydotorg/platform/media/variants/make_variant'
import { parseVariant } from '@pydotorg/platform/media/variants/variants'

/**
 * What the site does with sharp, and nothing else of the site.
 *
 * @param original - bytes of an image
 * @param format - how the large size is encoded
 * @returns the file
 */
export function makeLarge(original: Uint8Array, format: 'avif' | 'webp' | 'jpg'): Promise<Buffer> {
  return makeVariant(original, parseVariant(`large.${format}`)!)
}
