import type { HttpContext } from '@adonisjs/core/http'

/** What a client says of its body. */
export interface MediaType {
  /** The header as it was sent; empty without one. */
  header: string
  /** Type and subtype in small letters, without parameters. */
  essence: string
}

/**
 * @param ctx - the request
 * @returns what its body is said to be
 */
export function mediaTypeOf({ request }: HttpContext): MediaType {
  const header = request.header('content-type') ?? ''
  return { header, essence: header.split(';')[0]!.trim().toLowerCase() }
}

/**
 * @param essence - type and subtype
 * @returns true for what a browser's form sends
 */
export function isForm(essence: string): boolean {
  return essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data'
}
