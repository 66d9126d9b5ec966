import type { Sharp } from 'sharp'
import { LIMITS } from '../limits.js'
import { sharp } from '../pixels.js'
import type { VariantAddress, VariantFormat } from './variants.js'

/**
 * Encodes an image in one of its sizes. What a camera wrote beside the picture, such as where it was taken, is left out;
 * which side is up is applied first; colours become those of the web.
 *
 * @param bytes - the original
 * @param address - what is wanted
 * @returns the file
 * @example
 * await makeVariant(bytes, { variant: WIDTHS[0], format: 'webp' })
 */
export async function makeVariant(bytes: Uint8Array, { variant, format }: VariantAddress): Promise<Buffer> {
  const { width, height } = variant
  const image = sharp(bytes, { animated: moves(format), limitInputPixels: LIMITS.pixels, failOn: 'error' })
    .autoOrient()
    .resize({ width, height, fit: height ? 'cover' : 'inside', withoutEnlargement: true })
  return encode(image, format).toBuffer()
}

function moves(format: VariantFormat): boolean {
  return format === 'webp' || format === 'gif'
}

/** Qualities at which the three look alike; an AVIF costs as much time again with each step of effort. */
function encode(image: Sharp, format: VariantFormat): Sharp {
  switch (format) {
    case 'avif':
      return image.avif({ quality: 52, effort: 2 })
    case 'webp':
      return image.webp({ quality: 78, effort: 4 })
    case 'jpg':
      return image.flatten({ background: '#ffffff' }).jpeg({ quality: 80, progressive: true, mozjpeg: false })
    case 'png':
      return image.png({ compressionLevel: 9, adaptiveFiltering: true })
    case 'gif':
      return image.gif()
    default:
      throw new Error(`A drawing is never encoded as pixels, nor pixels as ${format}.`)
  }
}
