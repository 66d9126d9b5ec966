import type { HttpContext } from '@adonisjs/core/http'

/** A mail's own styles and the pictures of this site, and nothing that runs: it stands in a frame, in an origin of its own. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self' data:",
  "style-src 'unsafe-inline'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join(';')

/**
 * Answers with the HTML of a mail, for a frame. Its links open elsewhere, since pages of the site may not be framed.
 *
 * @param ctx - the request of the frame
 * @param html - a whole document
 * @returns the body
 */
export function answerWithMail({ response }: HttpContext, html: string): string {
  response.header('Content-Security-Policy', POLICY).header('X-Frame-Options', 'SAMEORIGIN').type('text/html')
  const base = '<base target="_blank">'
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => `${head}${base}`) : `${base}${html}`
}
