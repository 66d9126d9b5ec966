import type { ApiResponse } from '@japa/api-client'

/**
 * The test client keeps bodies of types that it does not know as bytes.
 *
 * @param response - of the test client
 * @returns the body as text, empty when there is none
 * @example
 * const xml = bodyOf(await client.get('/sitemap.xml'))
 */
export function bodyOf(response: ApiResponse): string {
  const body: unknown = response.body()
  return Buffer.isBuffer(body) ? body.toString('utf8') : (response.text() ?? '')
}
