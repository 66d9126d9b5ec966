const MIB = 1024 * 1024

/** Bounds of what is uploaded. A photo of today's cameras fits; what could occupy the site's memory does not. */
export const LIMITS = {
  /** Bytes of an image. */
  imageBytes: 15 * MIB,
  /** Bytes of an SVG; it is text, which has to be read and checked element by element. */
  svgBytes: 1 * MIB,
  /** Bytes of any other file. */
  documentBytes: 50 * MIB,
  /** Pixels of an image, all its frames together. */
  pixels: 50_000_000,
  /** Pixels of one side. */
  side: 16_383,
  /** Pictures of an image that moves. */
  frames: 300,
  /** Characters of a name. */
  name: 200,
} as const
