import type { MediaImage } from './models/media_image.js'
import { CONTENT_TYPES, formatsOf, THUMBNAILS, variantPath, WIDTHS, type VariantFormat } from './variants/variants.js'

/** What `<picture>` needs of an image. */
export interface Picture {
  /** For browsers that know these formats, the smallest first. */
  sources: readonly { type: string; srcset: string }[]
  /** For all the others. */
  fallback: { src: string; srcset: string | null }
  width: number
  height: number
}

/**
 * @param image - which one
 * @returns addresses of its sizes and formats; nothing is made before a browser asks for one
 * @example
 * pictureOf(image).fallback.src // '/media/5d41…/medium.jpg'
 */
export function pictureOf(image: MediaImage): Picture {
  const { width, height } = image
  return { ...sourcesOf(image, widthsOf(image)), width, height }
}

/**
 * @param image - which one
 * @returns the same for its square in lists, 160 pixels wide
 */
export function thumbnailOf(image: MediaImage): Picture {
  if (image.fallbackFormat === 'svg') return pictureOf(image)
  const [one, two] = THUMBNAILS
  const side = Math.min(one!.width, image.width, image.height)
  const both = THUMBNAILS.map((variant, index) => ({ variant, descriptor: `${index + 1}x` }))
  const enough = Math.min(image.width, image.height) < two!.width
  return { ...sourcesOf(image, enough ? both.slice(0, 1) : both), width: side, height: side }
}

type Size = { variant: (typeof WIDTHS)[number]; descriptor: string }

/** Sizes below that of the image, and one that has all of it. */
function widthsOf({ width }: MediaImage): Size[] {
  const enough = WIDTHS.findIndex((variant) => variant.width >= width)
  const fitting = enough === -1 ? WIDTHS : WIDTHS.slice(0, enough + 1)
  return fitting.map((variant) => ({ variant, descriptor: `${Math.min(variant.width, width)}w` }))
}

function sourcesOf(image: MediaImage, sizes: readonly Size[]): Pick<Picture, 'sources' | 'fallback'> {
  const { key } = image
  const formats = formatsOf(image)
  const last = formats.at(-1)!
  const srcset = (format: VariantFormat): string =>
    sizes.map(({ variant, descriptor }) => `${variantPath(key, variant, format)} ${descriptor}`).join(', ')
  const middle = sizes.find(({ variant }) => variant.name === 'medium') ?? sizes.at(-1)!
  return {
    sources: formats.slice(0, -1).map((format) => ({ type: CONTENT_TYPES[format], srcset: srcset(format) })),
    fallback: { src: variantPath(key, middle.variant, last), srcset: last === 'svg' ? null : srcset(last) },
  }
}
