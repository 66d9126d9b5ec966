/**
 * Headers of every answer, files and errors included, beside those of config/shield.ts. A route may set its own value:
 * these are there before it runs.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Others may show our logos and read our API from a browser; documents are protected by frame-ancestors.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
}
