import type { MediaImage } from '../models/media_image.js'

/** A size that pages may ask for; nothing else is ever made. */
export interface Variant {
  name: string
  /** Pixels; an image that has fewer stays as it is. */
  width: number
  /** Cut to so many pixels instead of keeping its proportions. */
  height?: number
}

export type VariantFormat = 'avif' | 'webp' | 'jpg' | 'png' | 'gif' | 'svg'

/** An address below `/media/` that is well-formed; whether there is such an image is another question. */
export interface VariantAddress {
  variant: Variant
  format: VariantFormat
}

const THUMBNAIL = 160

/** Cut to a square, for lists; the second is for screens with two pixels for one. */
export const THUMBNAILS: readonly Variant[] = [
  { name: 'thumbnail', width: THUMBNAIL, height: THUMBNAIL },
  { name: 'thumbnail-2x', width: 2 * THUMBNAIL, height: 2 * THUMBNAIL },
]

/** Whole images, by width. */
export const WIDTHS: readonly Variant[] = [
  { name: 'small', width: 480 },
  { name: 'medium', width: 800 },
  { name: 'small-2x', width: 960 },
  { name: 'large', width: 1280 },
  { name: 'medium-2x', width: 1600 },
  { name: 'large-2x', width: 2560 },
]

/** A drawing as it was sanitised. */
const ORIGINAL: Variant = { name: 'original', width: Infinity }

const BY_NAME = new Map([...THUMBNAILS, ...WIDTHS, ORIGINAL].map((variant) => [variant.name, variant]))
const FILE = /^([a-z0-9-]{1,20})\.(avif|webp|jpg|png|gif|svg)$/

/** How a format is named where people and browsers see it. */
export const CONTENT_TYPES: Readonly<Record<VariantFormat, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  svg: 'image/svg+xml',
}

/**
 * @param image - which one
 * @returns formats that it is sent as, the smallest first and what every browser knows last
 */
export function formatsOf({ fallbackFormat, frames }: Pick<MediaImage, 'fallbackFormat' | 'frames'>): VariantFormat[] {
  if (fallbackFormat === 'svg') return ['svg']
  const fallback = fallbackFormat === 'jpeg' ? 'jpg' : fallbackFormat
  // Few programs can write, or show, an AVIF that moves.
  return frames > 1 ? ['webp', fallback] : ['avif', 'webp', fallback]
}

/**
 * @param file - last part of an address, e.g. `small.webp`
 * @returns null when no image has such a file
 */
export function parseVariant(file: string): VariantAddress | null {
  const [, name = '', format] = FILE.exec(file) ?? []
  const variant = BY_NAME.get(name)
  if (!variant || (format === 'svg') !== (variant === ORIGINAL)) return null
  return { variant, format: format as VariantFormat }
}

/**
 * @param key - of an image
 * @param variant - its size
 * @param format - how it is encoded
 * @returns its address
 */
export function variantPath(key: string, variant: Variant, format: VariantFormat): string {
  return `/media/${key}/${format === 'svg' ? ORIGINAL.name : variant.name}.${format}`
}
