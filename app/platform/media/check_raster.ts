import type { Metadata } from 'sharp'
import { imageWork } from './image_work.js'
import { LIMITS } from './limits.js'
import type { FallbackFormat } from './models/media_image.js'
import { sharp } from './pixels.js'
import { UploadRefused } from './upload_refused.js'

/** Formats of pixels that are taken, by what their bytes say. */
export const RASTER_TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

/** What the site keeps of an image beside its bytes. */
export interface ImageFacts {
  width: number
  height: number
  frames: number
  fallbackFormat: FallbackFormat
}

/**
 * Reads an image's header, and only when that is within bounds its pixels.
 *
 * @param bytes - of one of RASTER_TYPES
 * @param contentType - which one
 * @returns what it is
 * @throws UploadRefused when it is too big or cannot be read to its end
 */
export async function checkRaster(bytes: Uint8Array, contentType: string): Promise<ImageFacts> {
  const header = await readHeader(bytes)
  const { width, height } = header.autoOrient
  const frames = header.pages ?? 1
  refuseTooMuch(width, height, frames)
  await decode(bytes)
  return { width, height, frames, fallbackFormat: fallbackOf(header, contentType, frames) }
}

async function readHeader(bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch (error) {
    throw unreadable(error)
  }
}

function refuseTooMuch(width: number, height: number, frames: number): void {
  if (frames > LIMITS.frames) {
    throw new UploadRefused(
      `This animation has ${frames} pictures, and ${LIMITS.frames} are the most that can be taken. Shorten it.`
    )
  }
  if (width * height * frames > LIMITS.pixels) {
    throw new UploadRefused(
      `This image has ${inMegapixels(width * height * frames)} megapixels (${width} × ${height}${frames > 1 ? ` × ${frames} pictures` : ''}), and ${inMegapixels(LIMITS.pixels)} are the most that can be taken. Scale it down.`
    )
  }
  if (Math.max(width, height) > LIMITS.side) {
    throw new UploadRefused(
      `This image is ${width} × ${height} pixels, and no side may be longer than ${LIMITS.side}. Cut it or scale it down.`
    )
  }
}

function inMegapixels(pixels: number): string {
  return (pixels / 1_000_000).toFixed(pixels < 10_000_000 ? 1 : 0)
}

/** A header may be right and the rest missing or wrong; visitors should not be the first to see that. */
async function decode(bytes: Uint8Array): Promise<void> {
  try {
    await imageWork(() => sharp(bytes, { failOn: 'error', limitInputPixels: LIMITS.pixels }).stats())
  } catch (error) {
    throw unreadable(error)
  }
}

function unreadable(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause.name === 'Exception') return cause
  return new UploadRefused(
    'This image is damaged or incomplete. Open it in a program for images, save it anew, and send that.',
    { cause }
  )
}

function fallbackOf({ hasAlpha }: Metadata, contentType: string, frames: number): FallbackFormat {
  if (frames > 1) return 'gif'
  if (contentType === 'image/jpeg') return 'jpeg'
  // PNG keeps drawings sharp; photos arrive as JPEG, or as WebP and AVIF without transparency.
  const isPhoto = !hasAlpha && (contentType === 'image/webp' || contentType === 'image/avif')
  return isPhoto ? 'jpeg' : 'png'
}
