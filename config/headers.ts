import app from '@adonisjs/core/services/app'
import { bucketOrigin } from '#boot/bucket_origin'
import env from '#start/env'

/** Where browsers send big uploads, when a bucket keeps them (docs/media.md). */
const uploadOrigins = bucketOrigin ? [bucketOrigin] : []

/*
| One policy for every visitor, so that pages can be cached whole: no nonce, hence no inline script and no inline
| style anywhere (docs/adr/0006). In development Vite injects styles and opens a socket for hot reload.
*/
const contentSecurityPolicy = [
  "default-src 'self'",
  "base-uri 'self'",
  ['connect-src', "'self'", ...(app.inDev ? ['ws:'] : []), ...uploadOrigins].join(' '),
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "object-src 'none'",
  "script-src 'self'",
  "script-src-attr 'none'",
  app.inDev ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
  ...(env.get('APP_URL').startsWith('https:') ? ['upgrade-insecure-requests'] : []),
]

/**
 * Headers of every answer, files and errors included, beside those of config/shield.ts. A route may set its own value:
 * these are there before it runs.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy.join(';'),
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Others may show our logos and read our API from a browser; documents are protected by frame-ancestors.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
}
