import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Seconds in a week. */
const WEEK = 604_800

/**
 * Lets browsers and the content delivery network keep pages that change with a release only; the network is told when
 * they do. Behaviour kept from python.org: the same headers as its edge sets for `/downloads/`.
 *
 * @example
 * router.get('/downloads/', [Downloads, 'index']).use(longLived)
 */
export async function longLived({ response }: HttpContext, next: NextFn): Promise<void> {
  await next()
  const status = response.getStatus()
  if (status !== 200 && status !== 304) return
  response.header('Cache-Control', `max-age=${WEEK}, public`)
  response.header('Surrogate-Control', `max-age=${WEEK}, stale-if-error=3600, stale-while-revalidate=300`)
}
