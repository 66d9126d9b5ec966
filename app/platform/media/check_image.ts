import { checkRaster, RASTER_TYPES, type ImageFacts } from './check_raster.js'
import { fileKind } from './file_kind.js'
import { LIMITS } from './limits.js'
import { sanitiseSvg } from './svg/sanitise_svg.js'
import { UploadRefused } from './upload_refused.js'

/** An image that was looked at and may be kept. */
export interface CheckedImage extends ImageFacts {
  /** What is kept: of a drawing only what is safe. */
  bytes: Uint8Array
  contentType: string
  extension: string
}

/**
 * @param bytes - a whole file
 * @returns what it is
 * @throws UploadRefused when it is no image, too big, or damaged
 */
export async function checkImage(bytes: Uint8Array): Promise<CheckedImage> {
  const { contentType, extension } = (await fileKind(bytes)) ?? { contentType: 'unknown', extension: '' }
  if (contentType === 'image/svg+xml') return checkSvg(bytes)
  if (!RASTER_TYPES[contentType]) {
    const seems = extension ? `It is a ${extension.toUpperCase()} file, whatever its name says.` : ''
    throw new UploadRefused(
      `This is no image that can be shown here. ${seems} Send a JPEG, PNG, GIF, WebP, AVIF or SVG.`.replace('  ', ' ')
    )
  }
  return { bytes, contentType, extension, ...(await checkRaster(bytes, contentType)) }
}

function checkSvg(bytes: Uint8Array): CheckedImage {
  if (bytes.byteLength > LIMITS.svgBytes) {
    throw new UploadRefused('This SVG is bigger than 1 MB. Simplify it, or send it as a PNG.')
  }
  const { text, width, height } = sanitiseSvg(bytes)
  const facts = { width, height, frames: 1, fallbackFormat: 'svg' } as const
  return { bytes: Buffer.from(text), contentType: 'image/svg+xml', extension: 'svg', ...facts }
}
