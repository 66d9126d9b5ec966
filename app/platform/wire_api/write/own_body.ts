import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { MiddlewareFn } from '@adonisjs/core/types/http'

/** As many bytes as a form may have. A row of this API has about one thousand. */
const LARGEST_BODY = 1_048_576

/**
 * Route middleware that changes nothing. Its presence says that the route reads its body itself: the site's body parser
 * would answer what it cannot read in the site's words, and before anybody asked who writes.
 *
 * @example
 * router.post('/api/v1/shop/author/', store).use(ownBody)
 */
export const ownBody: MiddlewareFn = (_ctx, next) => next()

/**
 * @param ctx - a request that found its route
 * @returns true when the route reads its body itself
 */
export function readsOwnBody({ route }: HttpContext): boolean {
  return route !== undefined && [...route.middleware.all()].includes(ownBody)
}

/**
 * @param ctx - a request whose body nobody has read yet
 * @returns the bytes; null when there are too many
 * @throws E_REQUEST_ABORTED 400 when the client goes away in the middle
 */
export async function readBody({ request }: HttpContext): Promise<Buffer | null> {
  if (Number(request.header('content-length') ?? 0) > LARGEST_BODY) return null
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    // Read to its end also when it is too long, and thrown away: a client that is still sending hears no answer.
    for await (const chunk of request.request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes <= LARGEST_BODY) chunks.push(chunk)
      else chunks.length = 0
    }
  } catch (error) {
    throw new Exception('The request was cut off', { status: 400, code: 'E_REQUEST_ABORTED', cause: error })
  }
  return bytes <= LARGEST_BODY ? Buffer.concat(chunks) : null
}
